package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What must hold of every sample of graded differences. */
class GradedPropertyTest {

    private static final Confidence NINETY = new Confidence(0.9);

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.doubles()
                .between(-1, 1)
                .ofScale(2)
                .list()
                .ofMinSize(2)
                .ofMaxSize(40)
                .map(Sample::of);
    }

    private static Sample negated(Sample sample) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            values.add(-sample.value(i));
        }
        return Sample.of(values);
    }

    private static List<String> labels(int size, int clusters) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            labels.add("c" + i % clusters);
        }
        return labels;
    }

    @Property
    void t_interval_contains_the_mean_and_is_mirrored_when_sides_are_swapped(@ForAll("samples") Sample sample) {
        PairedT.Result straight = PairedT.interval(sample, NINETY).orElseThrow();
        PairedT.Result turned = PairedT.interval(negated(sample), NINETY).orElseThrow();

        assertThat(straight.interval().contains(straight.mean())).isTrue();
        assertThat(turned.interval().lower()).isCloseTo(-straight.interval().upper(), within(1e-12));
        assertThat(straight.degenerate()).isEqualTo(straight.standardError() == 0);
    }

    @Property
    void t_test_and_interval_agree(@ForAll("samples") Sample sample) {
        PairedT.Result result = PairedT.interval(sample, NINETY).orElseThrow();
        if (!result.degenerate()) {
            StudentTest test = new StudentTest(result.mean(), result.standardError(), sample.size() - 1);
            assertThat(test.pAbove(result.interval().lower())).isCloseTo(0.05, within(1e-9));
            assertThat(test.pBelow(result.interval().upper())).isCloseTo(0.05, within(1e-9));
        }
    }

    @Property
    void singleton_clusters_are_independent_cases(@ForAll("samples") Sample sample) {
        ClusteredMean mean = ClusteredMean.of(sample, labels(sample.size(), sample.size()), NINETY)
                .orElseThrow();

        assertThat(mean.cr1().orElseThrow()).isCloseTo(mean.iid().orElseThrow(), within(1e-12));
        assertThat(mean.miller().orElseThrow()).isCloseTo(mean.iid().orElseThrow(), within(1e-12));
    }

    @Property
    void clustered_interval_contains_the_mean_when_there_are_two_clusters(
            @ForAll("samples") Sample sample, @ForAll @IntRange(min = 1, max = 6) int clusters) {
        ClusteredMean mean = ClusteredMean.of(sample, labels(sample.size(), clusters), NINETY)
                .orElseThrow();

        assertThat(mean.interval().isPresent()).isEqualTo(mean.clusters() > 1);
        mean.interval()
                .ifPresent(
                        interval -> assertThat(interval.contains(mean.mean())).isTrue());
    }

    @Property(tries = 60)
    void bootstrap_is_reproducible_and_stays_within_the_data(@ForAll("samples") Sample sample, @ForAll long seed) {
        ResamplePlan plan = new ResamplePlan(seed, 300);
        PairedBootstrap.Result result =
                PairedBootstrap.interval(sample, plan, NINETY).orElseThrow();

        assertThat(PairedBootstrap.interval(sample, plan, NINETY)).contains(result);
        assertThat(result.percentile().lower()).isBetween(-1.0, 1.0);
        assertThat(result.bca().upper()).isBetween(-1.0, 1.0);
        assertThat(ResamplePlan.of(plan.unsignedSeed(), 300)).isEqualTo(plan);
        assertThat(result.firstIndices()).hasSize(Math.min(5, sample.size()));
    }

    @Property
    void hoeffding_bound_and_p_value_agree(
            @ForAll("samples") Sample sample, @ForAll @IntRange(min = 1, max = 5000) int n) {
        double lower = Hoeffding.lowerBound(sample.mean(), n, 0.05).orElseThrow();

        assertThat(lower).isLessThan(sample.mean());
        assertThat(Hoeffding.pUpper(sample.mean(), n, lower)).isCloseTo(0.05, within(1e-12));
        assertThat(Hoeffding.pUpper(sample.mean(), n, sample.mean())).isEqualTo(1);
    }
}
