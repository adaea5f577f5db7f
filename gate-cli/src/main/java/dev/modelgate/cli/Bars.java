package dev.modelgate.cli;

import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars as this command draws them: on standard error, in 80 columns, gone when done. */
final class Bars {

    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 200;

    private Bars() {}

    static ProgressBarBuilder bar(String task, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setMaxRenderedLength(WIDTH)
                .showSpeed()
                .clearDisplayOnFinish();
    }
}
