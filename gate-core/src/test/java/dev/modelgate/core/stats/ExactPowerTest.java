package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExactPowerTest {

    private static double trinomial(PairedTruth truth, int n, int b, int c) {
        double log = 0;
        for (int i = 1; i <= n; i++) {
            log += Math.log(i);
        }
        for (int part : new int[] {b, c, n - b - c}) {
            for (int i = 1; i <= part; i++) {
                log -= Math.log(i);
            }
        }
        return Math.exp(log)
                * Math.pow(truth.won(), b)
                * Math.pow(truth.lost(), c)
                * Math.pow(1 - truth.discordance(), n - b - c);
    }

    @Test
    void power_of_non_inferiority_is_the_sum_over_every_outcome() {
        PairedTruth truth = new PairedTruth(0.12, 0.2);
        double z = new Confidence(0.9).z();
        for (int n : new int[] {1, 2, 15, 40}) {
            for (double margin : new double[] {0, 0.02, 0.1, 0.3, 1}) {
                double sum = 0;
                for (int b = 0; b <= n; b++) {
                    for (int c = 0; c <= n - b; c++) {
                        boolean shown = Tango.test(new PairedCounts(b, c, n), -margin)
                                        .orElseThrow()
                                        .z()
                                >= z;
                        sum += shown ? trinomial(truth, n, b, c) : 0;
                    }
                }
                assertThat(new ExactPower(truth, n, 0.05).nonInferiority(margin))
                        .isCloseTo(sum, within(1e-10));
            }
        }
    }

    @Test
    void power_of_harm_is_the_sum_over_every_outcome() {
        PairedTruth truth = new PairedTruth(0.05, 0.3);
        for (McNemar test : McNemar.values()) {
            double sum = 0;
            for (int b = 0; b <= 25; b++) {
                for (int c = 0; c <= 25 - b; c++) {
                    boolean rejects = test.harm(new PairedCounts(b, c, 25)) <= 0.05;
                    sum += rejects ? trinomial(truth, 25, b, c) : 0;
                }
            }
            assertThat(new ExactPower(truth, 25, 0.05).harm(test)).isCloseTo(sum, within(1e-10));
        }
    }

    @Test
    void correlated_sides_disagree_as_often_as_their_correlation_says() {
        PairedTruth unchanged = PairedTruth.correlated(0.9, 0.9, 0.6);
        PairedTruth dropped = PairedTruth.correlated(0.9, 0.85, 0.6);

        assertThat(unchanged.discordance()).isCloseTo(0.072, within(1e-12));
        assertThat(unchanged.delta()).isCloseTo(0, within(1e-12));
        assertThat(dropped.won()).isCloseTo(0.0207, within(5e-5));
        assertThat(dropped.lost()).isCloseTo(0.0707, within(5e-5));
        assertThat(PairedTruth.unchanged(0.072).won()).isEqualTo(0.036);
    }

    @Test
    void correlation_is_refused_when_the_accuracies_do_not_allow_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedTruth.correlated(0.9, 0.5, 1))
                .withMessageContaining("do not allow it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedTruth.correlated(0.9, 0.9, -1))
                .withMessageContaining("use one nearer to 0");
    }

    @Test
    void unchanged_cases_split_as_the_sum_over_every_outcome_says() {
        for (int n : new int[] {1, 10, 60}) {
            for (int balance : new int[] {0, 1, 3, 9}) {
                PairedTruth truth = PairedTruth.unchanged(0.2);
                double sum = 0;
                for (int b = 0; b <= n; b++) {
                    for (int c = 0; c <= n - b; c++) {
                        sum += c - b > balance ? trinomial(truth, n, b, c) : 0;
                    }
                }
                assertThat(new DiscordantSplit(n, 0.2).lostOnBalanceAbove(balance))
                        .isCloseTo(sum, within(1e-12));
            }
        }
    }

    @Test
    void many_disagreements_split_by_the_normal_as_they_would_exactly() {
        double exact = new DiscordantSplit(1000, 0.0999).lostOnBalanceAbove(12);
        double normal = new DiscordantSplit(1000, 0.1001).lostOnBalanceAbove(12);

        assertThat(normal).isCloseTo(exact, within(5e-4));
        assertThat(new DiscordantSplit(10_000, 0.001).lostOnBalanceAbove(2_000)).isZero();
        assertThat(new DiscordantSplit(10, 1).lostOnBalanceAbove(8)).isCloseTo(1 / 1024.0, within(1e-15));
        assertThat(new DiscordantSplit(10, 0).lostOnBalanceAbove(0)).isZero();
    }
}
