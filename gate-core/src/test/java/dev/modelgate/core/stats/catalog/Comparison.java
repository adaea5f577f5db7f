package dev.modelgate.core.stats.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The README's rules: reals within tolerance; counts, words, booleans and null exactly. */
record Comparison(double tolerance, double relative) {

    void check(String place, Object expected, Object found) {
        if (expected instanceof Map<?, ?> map) {
            assertThat(found).as(place).isInstanceOf(Map.class);
            Map<?, ?> answer = (Map<?, ?>) found;
            assertThat(Set.<Object>copyOf(answer.keySet())).as(place).isEqualTo(Set.<Object>copyOf(map.keySet()));
            map.forEach((key, value) -> check(place + "." + key, value, answer.get(key)));
        } else if (expected instanceof List<?> list) {
            assertThat(found).as(place).isInstanceOf(List.class);
            List<?> answer = (List<?>) found;
            assertThat(answer.size()).as(place).isEqualTo(list.size());
            for (int i = 0; i < list.size(); i++) {
                check(place + "[" + i + "]", list.get(i), answer.get(i));
            }
        } else if (expected instanceof BigDecimal number) {
            checkNumber(place, number, found);
        } else {
            assertThat(found).as(place).isEqualTo(expected);
        }
    }

    private void checkNumber(String place, BigDecimal expected, Object found) {
        assertThat(found).as(place).isInstanceOf(Number.class);
        if (expected.scale() == 0) {
            assertThat(found).as(place).isEqualTo(expected.longValueExact());
            return;
        }
        assertThat(found).as(place).isNotInstanceOf(Long.class);
        double want = expected.doubleValue();
        double allowed = relative > 0 && Math.abs(want) < tolerance
                ? relative * Math.abs(want)
                : Math.max(tolerance, relative * Math.abs(want));
        assertThat(((Number) found).doubleValue()).as(place).isCloseTo(want, within(allowed));
    }
}
