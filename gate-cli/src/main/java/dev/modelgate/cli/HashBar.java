package dev.modelgate.cli;

import dev.modelgate.registry.bundle.ReadProgress;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** A bar for hashing, where a person watches and the work is long enough to wonder. */
final class HashBar implements ReadProgress, AutoCloseable {

    private static final long WORTH_A_BAR = 256L << 20;

    private final Invocation invocation;
    private Optional<ProgressBar> bar = Optional.empty();

    private HashBar(Invocation invocation) {
        this.invocation = invocation;
    }

    static HashBar on(Invocation invocation) {
        return new HashBar(invocation);
    }

    @Override
    public void at(long done, long total) {
        if (!invocation.terminal() || total < WORTH_A_BAR) {
            return;
        }
        if (bar.isEmpty()) {
            bar = Optional.of(Bars.bar("hashing", total, invocation)
                    .setUnit(" MiB", 1 << 20)
                    .build());
        }
        bar.get().stepTo(done);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
