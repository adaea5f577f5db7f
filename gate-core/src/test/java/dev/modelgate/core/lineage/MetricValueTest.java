package dev.modelgate.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricValueTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.7976931348623157e+308", "-1.7976931348623157e+308", "1e400", "-1e400"})
    void is_not_finite_at_the_edge_of_the_doubles_where_trackers_put_infinity(String written) {
        assertThat(MetricValue.of(new BigDecimal(written))).isInstanceOf(MetricValue.NotFinite.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.910", "-1.5e300", "1e-400"})
    void keeps_the_digits_of_a_number_as_written(String written) {
        assertThat(MetricValue.of(new BigDecimal(written))).isEqualTo(new MetricValue.Finite(new BigDecimal(written)));
    }

    @Test
    void takes_an_unknown_status_for_no_other() {
        assertThat(RunStatus.of("FINISHED")).isEqualTo(RunStatus.FINISHED);
        assertThat(RunStatus.of("BRAND_NEW")).isEqualTo(RunStatus.UNKNOWN);
        assertThat(RunStatus.of("finished")).isEqualTo(RunStatus.UNKNOWN);
    }
}
