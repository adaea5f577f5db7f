package dev.modelgate.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodePointsPropertyTest {

    @Property(tries = 5_000)
    void orders_as_arrays_of_code_points_do(@ForAll("texts") String left, @ForAll("texts") String right) {
        int expected =
                Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());

        assertThat(Integer.signum(CodePoints.ORDER.compare(left, right))).isEqualTo(Integer.signum(expected));
    }

    @Example
    void puts_a_character_above_the_basic_plane_behind_all_others() {
        assertThat(CodePoints.ORDER.compare("\ud83d\ude00", "\ufb33")).isPositive();
        assertThat(CodePoints.ORDER.compare("\ud83d\ude00", "\ud7ff")).isPositive();
        assertThat("\ud83d\ude00".compareTo("\ufb33")).isNegative();
    }

    /** Few characters, from every region that surrogates could upset, so that long common prefixes occur. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Integer> points =
                Arbitraries.of(0x41, 0x7f, 0xd7ff, 0xe000, 0xfb33, 0xffff, 0x10000, 0x1f600, 0x1f601, 0x10ffff);
        return points.list()
                .ofMaxSize(6)
                .map(list -> list.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }
}
