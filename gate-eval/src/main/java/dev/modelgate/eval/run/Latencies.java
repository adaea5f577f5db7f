package dev.modelgate.eval.run;

import dev.modelgate.eval.report.ReportDraft.Latency;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** How long answers took: a histogram in nanoseconds, exact to four digits whatever the range. */
final class Latencies {

    private static final int DIGITS = 4;
    private static final int NANOS_PER_MILLI_DIGITS = 6;

    private final Histogram nanos = new Histogram(DIGITS);

    void add(Duration latency) {
        nanos.recordValue(Math.max(0, latency.toNanos()));
    }

    Latency summary() {
        return new Latency(millis(50), millis(95), millis(99), nanos.getTotalCount());
    }

    private BigDecimal millis(double percentile) {
        return BigDecimal.valueOf(nanos.getValueAtPercentile(percentile), NANOS_PER_MILLI_DIGITS)
                .round(new MathContext(DIGITS));
    }
}
