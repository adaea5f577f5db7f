package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.MedianRatio;
import dev.modelgate.core.stats.MedianRatioBox;
import dev.modelgate.core.stats.PositiveSample;
import java.util.List;

/** Ratios of median latencies. */
final class LatencyMethods {

    private LatencyMethods() {}

    static List<StatMethod> all() {
        return List.of(
                StatMethod.of("median_ratio", "ratio of two medians with a log-normal interval", LatencyMethods::ratio),
                StatMethod.of(
                        "median_order_ci",
                        "ratio of two medians with a guaranteed interval from order statistics",
                        LatencyMethods::box));
    }

    private static Answer ratio(Arguments in) {
        return design(in.text("design"))
                .interval(candidate(in), baseline(in), in.confidence())
                .map(found -> new Answer()
                        .put("median_c", found.candidateMedian())
                        .put("median_b", found.baselineMedian())
                        .put("ratio", found.ratio().value())
                        .put(found.ratio().interval()))
                .orElseGet(Answer::undefined);
    }

    private static MedianRatio design(String name) {
        return switch (name) {
            case "unpaired" -> MedianRatio.UNPAIRED;
            case "paired" -> MedianRatio.PAIRED;
            default ->
                throw new IllegalArgumentException("design is '" + name + "', but 'paired' or 'unpaired' is required");
        };
    }

    private static Answer box(Arguments in) {
        return MedianRatioBox.of(candidate(in), baseline(in), in.confidence())
                .map(found -> new Answer()
                        .put("rank_c", found.candidateRank())
                        .put("rank_b", found.baselineRank())
                        .put(found.interval()))
                .orElseGet(Answer::undefined);
    }

    private static PositiveSample candidate(Arguments in) {
        return PositiveSample.of(in.measurements("candidate"));
    }

    private static PositiveSample baseline(Arguments in) {
        return PositiveSample.of(in.measurements("baseline"));
    }
}
