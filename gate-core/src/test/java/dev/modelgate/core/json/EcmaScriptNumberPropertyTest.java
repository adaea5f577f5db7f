package dev.modelgate.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The digits are the fewest that read back, and of those the closest: checked from the outside, on the text. */
class EcmaScriptNumberPropertyTest {

    @Property(tries = 5_000)
    void reads_back_as_the_same_double(@ForAll("doubles") double value) {
        assertThat(Double.parseDouble(EcmaScriptNumber.text(value))).isEqualTo(value + 0.0);
    }

    @Property(tries = 5_000)
    void has_the_form_of_a_json_number(@ForAll("doubles") double value) {
        assertThat(EcmaScriptNumber.text(value))
                .matches("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?(e[+-][1-9][0-9]*)?")
                .doesNotStartWith("-0e")
                .isNotEqualTo("-0");
    }

    @Property(tries = 5_000)
    void no_decimal_with_fewer_digits_reads_back(@ForAll("doubles") double value) {
        BigDecimal written = written(value);
        if (written.precision() > 1) {
            BigDecimal below = oneDigitLess(new BigDecimal(Math.abs(value)), written);
            BigDecimal above = below.add(BigDecimal.ONE.movePointLeft(below.scale()));

            assertThat(below.doubleValue()).isNotEqualTo(Math.abs(value));
            assertThat(above.doubleValue()).isNotEqualTo(Math.abs(value));
        }
    }

    @Property(tries = 5_000)
    void no_decimal_with_as_many_digits_is_closer(@ForAll("doubles") double value) {
        BigDecimal exact = new BigDecimal(Math.abs(value));
        BigDecimal written = written(value);
        BigDecimal unit = BigDecimal.ONE.movePointLeft(written.scale());
        BigDecimal error = written.subtract(exact).abs();

        LongStream.of(-1, 1)
                .mapToObj(step -> written.add(unit.multiply(BigDecimal.valueOf(step))))
                .filter(neighbour -> neighbour.doubleValue() == Math.abs(value))
                .forEach(
                        neighbour -> assertThat(neighbour.subtract(exact).abs()).isGreaterThanOrEqualTo(error));
    }

    @Provide
    Arbitrary<Double> doubles() {
        Arbitrary<Double> anyBits = Arbitraries.longs().map(Double::longBitsToDouble);
        Arbitrary<Double> random = Arbitraries.randomValue(source -> Double.longBitsToDouble(source.nextLong()));
        Arbitrary<Double> powersOfTwo =
                Arbitraries.integers().between(-1074, 1023).map(e -> Math.scalb(1.0, e));
        Arbitrary<Double> decimals = Arbitraries.bigDecimals()
                .between(BigDecimal.valueOf(-1000), BigDecimal.valueOf(1000))
                .ofScale(6)
                .map(BigDecimal::doubleValue);
        return Arbitraries.oneOf(anyBits, random, powersOfTwo, decimals).filter(Double::isFinite);
    }

    private static BigDecimal written(double value) {
        BigDecimal read = new BigDecimal(EcmaScriptNumber.text(Math.abs(value)));
        return read.signum() == 0 ? BigDecimal.ZERO : read.stripTrailingZeros();
    }

    /** The exact value cut to one digit less than was written. */
    private static BigDecimal oneDigitLess(BigDecimal exact, BigDecimal written) {
        int scale = written.scale() - 1;
        BigInteger digits = exact.movePointRight(scale).toBigInteger();
        return new BigDecimal(digits, scale);
    }
}
