package dev.modelgate.eval.render.html;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.eval.render.BucketSentence;
import dev.modelgate.eval.render.Figures;
import dev.modelgate.eval.render.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of the bucket table, with the places of the forest plot. */
final class HtmlBuckets {

    /** More rows than this nobody reads; a page of twenty thousand would not open at once. */
    private static final int MOST_ROWS = 1_000;

    private final List<BucketReview> worst;
    private final int omitted;
    private final ForestScale scale;
    private final Map<String, Integer> indexes = new HashMap<>();

    HtmlBuckets(Review review) {
        List<BucketReview> all = review.worstFirst();
        this.worst = all.subList(0, Math.min(MOST_ROWS, all.size()));
        this.omitted = all.size() - worst.size();
        this.scale = ForestScale.of(worst);
        worst.forEach(bucket -> indexes.put(bucket.bucket(), indexes.size()));
    }

    /** The number that stands for a bucket in the page's attributes: names from outside stay out of them. */
    Optional<Integer> index(String bucket) {
        return Optional.ofNullable(indexes.get(bucket));
    }

    List<Map<String, Object>> rows() {
        return worst.stream().map(this::row).toList();
    }

    /** Empty where all are on the page. */
    Optional<String> omitted() {
        return omitted == 0
                ? Optional.empty()
                : Optional.of("%s more buckets are not on this page: those that hold best. The JSON report has them."
                        .formatted(Figures.count(omitted)));
    }

    /** The axis, where at least one bucket has an interval. */
    boolean hasPlot() {
        return worst.stream().anyMatch(bucket -> bucket.interval().isPresent());
    }

    List<Map<String, Object>> ticks() {
        return scale.ticks();
    }

    /** For the choice of a bucket: names in the order of the table. */
    List<Map<String, Object>> names() {
        List<Map<String, Object>> names = new ArrayList<>();
        worst.forEach(bucket ->
                names.add(Map.of("index", indexes.get(bucket.bucket()), "name", Printable.line(bucket.bucket()))));
        return names;
    }

    private Map<String, Object> row(BucketReview bucket) {
        Map<String, Object> row = new HashMap<>();
        row.put("index", indexes.get(bucket.bucket()));
        row.put("name", Printable.line(bucket.bucket()));
        row.put("status", bucket.status().name());
        row.put("tone", tone(bucket.status()));
        row.put("before", percent(bucket.row().baseline()));
        row.put("after", percent(bucket.row().candidate()));
        row.put(
                "change",
                bucket.row()
                        .delta()
                        .map(Figures::change)
                        .map(HtmlBuckets::minus)
                        .orElse("–"));
        row.put(
                "interval",
                bucket.interval().map(Figures::interval).map(HtmlBuckets::minus).orElse("no interval"));
        row.put("n", count(bucket.cases()));
        row.put("lost", count(bucket.lost()));
        row.put("won", count(bucket.won()));
        row.put("lostLink", bucket.lost().orElse(0) > 0);
        row.put("wonLink", bucket.won().orElse(0) > 0);
        row.put(
                "unseen",
                bucket.detectable().isPresent()
                        ? Figures.magnitude(bucket.detectable().getAsDouble())
                        : "–");
        row.put("said", bucket.status() == BucketStatus.PASS ? "" : Printable.line(BucketSentence.of(bucket)));
        drawn(bucket).ifPresent(drawn -> row.put("drawn", drawn));
        return row;
    }

    private Optional<Map<String, Object>> drawn(BucketReview bucket) {
        if (!hasPlot() || bucket.row().delta().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> drawn = new HashMap<>();
        drawn.put("zero", scale.at(0));
        drawn.put("margin", scale.at(-bucket.tolerance().points().toDouble()));
        drawn.put("at", scale.at(bucket.row().delta().get().toDouble()));
        bucket.interval()
                .ifPresent(found -> drawn.put("whisker", Map.of("from", scale.from(found), "to", scale.to(found))));
        return Optional.of(drawn);
    }

    static String tone(BucketStatus status) {
        return switch (status) {
            case FAIL, MISSING -> "bad";
            case INCONCLUSIVE, NO_DATA -> "open";
            case PASS -> "good";
            case NEW -> "plain";
        };
    }

    private static String percent(Optional<Fraction> share) {
        return share.map(value -> Figures.percent(value, 2)).orElse("–");
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Figures.count(number.getAsLong()) : "–";
    }

    /** The minus sign of print: as wide as the plus, and read as minus. */
    static String minus(String text) {
        return text.replace('-', '\u2212');
    }
}
