package dev.modelgate.cli;

import dev.modelgate.registry.bundle.HashProgress;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** A bar for hashing, where a person watches and the work is long enough to wonder. */
final class HashBar implements HashProgress, AutoCloseable {

    private static final long WORTH_A_BAR = 256L << 20;

    private final boolean shown;
    private volatile Optional<ProgressBar> bar = Optional.empty();

    private HashBar(boolean shown) {
        this.shown = shown;
    }

    static HashBar on(Invocation invocation) {
        return new HashBar(invocation.terminal());
    }

    @Override
    public void begin(long totalBytes) {
        if (shown && totalBytes >= WORTH_A_BAR) {
            bar = Optional.of(
                    Bars.bar("hashing", totalBytes).setUnit(" MiB", 1 << 20).build());
        }
    }

    @Override
    public void hashed(long bytes) {
        bar.ifPresent(shownBar -> shownBar.stepBy(bytes));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
