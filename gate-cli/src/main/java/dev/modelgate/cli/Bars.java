package dev.modelgate.cli;

import dev.modelgate.eval.render.Screen;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars as this command draws them: on standard error, as wide as the terminal, gone when done. */
final class Bars {

    /** Wider ones are no easier to read. */
    private static final int WIDEST = 120;

    private static final int UPDATE_MILLIS = 200;

    private Bars() {}

    /** With the rate and the time left. */
    static ProgressBarBuilder bar(String task, long total, Invocation invocation) {
        int width = Screen.of(invocation.environment(), true).width();
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setMaxRenderedLength(Math.min(WIDEST, width) - 1)
                .showSpeed()
                .clearDisplayOnFinish();
    }
}
