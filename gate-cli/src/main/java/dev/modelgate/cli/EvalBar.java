package dev.modelgate.cli;

import dev.modelgate.eval.render.StandingLine;
import dev.modelgate.eval.run.Progress;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** A bar for an evaluation, with the accuracy and the worst bucket so far, where a person watches. */
final class EvalBar implements Progress, AutoCloseable {

    private static final long REDRAW_NANOS = 100_000_000;

    private final Invocation invocation;
    private long drawn = System.nanoTime() - REDRAW_NANOS;
    private Optional<ProgressBar> bar = Optional.empty();

    private EvalBar(Invocation invocation) {
        this.invocation = invocation;
    }

    static EvalBar on(Invocation invocation) {
        return new EvalBar(invocation);
    }

    @Override
    public boolean isListening() {
        return invocation.terminal() && System.nanoTime() - drawn >= REDRAW_NANOS;
    }

    @Override
    public void at(Standing standing) {
        if (!invocation.terminal()) {
            return;
        }
        drawn = System.nanoTime();
        if (bar.isEmpty()) {
            bar = Optional.of(Bars.bar("cases", standing.total(), invocation).build());
        }
        ProgressBar now = bar.get();
        now.stepTo(standing.done());
        now.setExtraMessage("  " + StandingLine.of(standing));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
