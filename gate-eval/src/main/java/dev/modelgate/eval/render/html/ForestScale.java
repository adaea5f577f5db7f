package dev.modelgate.eval.render.html;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.stats.Interval;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The axis that all buckets of a forest plot share: shares of change onto percents of the width, with round ticks.
 *
 * @param from the least change shown
 * @param to the largest
 * @param step between two ticks
 */
record ForestScale(double from, double to, double step) {

    private static final double AIR = 0.04;
    private static final int MOST_STEPS = 6;
    private static final double[] ROUND = {1, 2, 5, 10};

    /** Wide enough for every interval and estimate, for no change, and for the margin on its side. */
    static ForestScale of(List<BucketReview> buckets) {
        DoubleSummaryStatistics extent =
                buckets.stream().flatMapToDouble(ForestScale::points).summaryStatistics();
        double least = Math.min(0, extent.getMin());
        double most = Math.max(0.005, extent.getMax());
        double air = AIR * (most - least);
        return new ForestScale(least - air, most + air, step(most - least));
    }

    private static DoubleStream points(BucketReview bucket) {
        DoubleStream interval = bucket.interval().stream()
                .flatMapToDouble(found -> DoubleStream.of(finite(found.lower()), finite(found.upper())));
        DoubleStream estimate = bucket.row().delta().stream().mapToDouble(Fraction::toDouble);
        DoubleStream margin =
                Stream.of(bucket.tolerance()).mapToDouble(t -> -t.points().toDouble());
        return DoubleStream.concat(DoubleStream.concat(interval, estimate), margin);
    }

    private static double finite(double value) {
        return Math.max(-1, Math.min(1, value));
    }

    private static double step(double extent) {
        double least = extent / MOST_STEPS;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : ROUND) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        throw new IllegalStateException("no round step covers " + extent);
    }

    /** Where a change lies, in percent of the width. */
    String at(double change) {
        double place = 100 * (finite(change) - from) / (to - from);
        return String.format(Locale.ROOT, "%.2f", Math.max(0, Math.min(100, place)));
    }

    String from(Interval interval) {
        return at(interval.lower());
    }

    String to(Interval interval) {
        return at(interval.upper());
    }

    /** Ticks at round changes, in points. */
    List<Map<String, Object>> ticks() {
        List<Map<String, Object>> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step); i * step <= to; i++) {
            ticks.add(Map.of("x", at(i * step), "label", label(i * step)));
        }
        return ticks;
    }

    private String label(double change) {
        String digits = 100 * step < 1 ? "%+.1f" : "%+.0f";
        return Math.abs(change) < step / 2
                ? "0"
                : String.format(Locale.ROOT, digits, 100 * change).replace('-', '\u2212');
    }
}
