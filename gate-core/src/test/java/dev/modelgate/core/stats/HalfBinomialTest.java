package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class HalfBinomialTest {

    /** {@code P(X >= k)} in whole numbers. */
    private static double exactly(int trials, int k) {
        BigInteger term = BigInteger.ONE;
        BigInteger sum = BigInteger.ZERO;
        for (int j = 0; j <= trials; j++) {
            sum = j >= k ? sum.add(term) : sum;
            term = term.multiply(BigInteger.valueOf(trials - j)).divide(BigInteger.valueOf(j + 1));
        }
        return new BigDecimal(sum)
                .divide(new BigDecimal(BigInteger.TWO.pow(trials)), MathContext.DECIMAL64)
                .doubleValue();
    }

    @Test
    void tail_is_that_of_whole_number_arithmetic() {
        for (int trials : new int[] {1, 2, 7, 30, 200}) {
            for (int k = 0; k <= trials + 1; k++) {
                double expected = exactly(trials, k);
                assertThat(new HalfBinomial(trials).atLeast(k)).isCloseTo(expected, within(expected * 1e-12));
                assertThat(new HalfBinomial(trials).atMost(trials - k)).isCloseTo(expected, within(expected * 1e-12));
            }
        }
    }

    @Test
    void tail_keeps_nine_digits_when_trials_are_many() {
        assertThat(new HalfBinomial(1_999_000_000L).atLeast(1_000_000_000L))
                .isCloseTo(4.194993761449751e-111, within(1e-120));
        assertThat(new HalfBinomial(2_000_200).atLeast(1_000_200)).isCloseTo(0.44405062508872895, within(1e-12));
        assertThat(new HalfBinomial(2_050_000).atLeast(1_000_000)).isCloseTo(1, within(1e-12));
    }

    @Test
    void both_ways_to_sum_agree_where_they_meet() {
        double summed = new HalfBinomial(1_000_001).atLeast(501_000);
        double beta = new HalfBinomial(999_999).atLeast(500_999);

        assertThat(summed / beta).isCloseTo(1, within(2e-3));
        assertThat(new HalfBinomial(1_000_001).atLeast(499_002)).isCloseTo(1 - summed, within(1e-12));
    }

    @Test
    void trials_are_refused_when_no_distribution_takes_them() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HalfBinomial(Integer.MAX_VALUE))
                .withMessageContaining("counts below 2147483647");
    }
}
