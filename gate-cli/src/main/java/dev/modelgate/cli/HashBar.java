package dev.modelgate.cli;

import dev.modelgate.registry.bundle.ReadProgress;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** A bar for hashing, where a person watches and the work is long enough to wonder. */
final class HashBar implements ReadProgress, AutoCloseable {

    private static final long WORTH_A_BAR = 256L << 20;

    private final boolean shown;
    private Optional<ProgressBar> bar = Optional.empty();

    private HashBar(boolean shown) {
        this.shown = shown;
    }

    static HashBar on(Invocation invocation) {
        return new HashBar(invocation.terminal());
    }

    @Override
    public void at(long done, long total) {
        if (!shown || total < WORTH_A_BAR) {
            return;
        }
        if (bar.isEmpty()) {
            bar = Optional.of(
                    Bars.bar("hashing", total).setUnit(" MiB", 1 << 20).build());
        }
        bar.get().stepTo(done);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
