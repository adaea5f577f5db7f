package dev.modelgate.cli;

import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.run.Progress;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** A bar for an evaluation, with the accuracy and the worst bucket so far, where a person watches. */
final class EvalBar implements Progress, AutoCloseable {

    private static final long REDRAW_NANOS = 100_000_000;

    private final boolean shown;
    private long drawn = System.nanoTime() - REDRAW_NANOS;
    private Optional<ProgressBar> bar = Optional.empty();

    private EvalBar(boolean shown) {
        this.shown = shown;
    }

    static EvalBar on(Invocation invocation) {
        return new EvalBar(invocation.terminal());
    }

    @Override
    public boolean isListening() {
        return shown && System.nanoTime() - drawn >= REDRAW_NANOS;
    }

    @Override
    public void at(Standing standing) {
        if (!shown) {
            return;
        }
        drawn = System.nanoTime();
        if (bar.isEmpty()) {
            bar = Optional.of(Bars.bar("cases", standing.total()).build());
        }
        ProgressBar now = bar.get();
        now.stepTo(standing.done());
        now.setExtraMessage(message(standing));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }

    private static String message(Standing standing) {
        double accuracy = 100.0 * standing.correct() / Math.max(1, standing.done());
        String worst = standing.worst()
                .map(bucket -> " worst " + Printable.line(bucket.name()))
                .orElse("");
        return "%.1f%%%s".formatted(accuracy, worst);
    }
}
