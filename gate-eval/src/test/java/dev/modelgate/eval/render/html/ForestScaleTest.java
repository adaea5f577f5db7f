package dev.modelgate.eval.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.eval.render.Reviews;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForestScaleTest {

    private final List<BucketReview> buckets = Reviews.refused().buckets();
    private final ForestScale scale = ForestScale.of(buckets);

    @Test
    void every_interval_the_margin_and_no_change_are_on_it() {
        for (BucketReview bucket : buckets) {
            bucket.interval().ifPresent(this::requireInside);
        }
        assertThat(place(0)).isBetween(0.0, 100.0);
        assertThat(place(-0.02)).isLessThan(place(0)).isGreaterThan(0);
    }

    @Test
    void a_larger_change_lies_further_right() {
        assertThat(place(-0.1)).isLessThan(place(-0.05));
        assertThat(place(-0.05)).isLessThan(place(0.01));
    }

    @Test
    void has_a_few_ticks_at_round_changes() {
        assertThat(scale.ticks()).hasSizeBetween(3, 8);
        assertThat(scale.ticks()).extracting(tick -> tick.get("label")).contains("0", "\u22125");
    }

    @Test
    void is_wide_enough_to_draw_on_where_nothing_changed() {
        ForestScale flat = ForestScale.of(Reviews.passed().buckets());

        assertThat(flat.to()).isGreaterThan(flat.from());
        assertThat(flat.ticks()).extracting(Map::keySet).isNotEmpty();
    }

    private void requireInside(Interval interval) {
        assertThat(Double.parseDouble(scale.from(interval))).isGreaterThan(0);
        assertThat(Double.parseDouble(scale.to(interval))).isLessThan(100);
    }

    private double place(double change) {
        return Double.parseDouble(scale.at(change));
    }
}
