package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.eval.render.TerminalTable.Column;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TerminalTableTest {

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void takes_time_in_proportion_to_its_rows() {
        TerminalTable table = new TerminalTable(List.of(new Column("", false, 0), new Column("bucket", false, 0)));
        for (int i = 0; i < 100_000; i++) {
            table.row(UnaryOperator.identity(), List.of("PASS", "bucket " + i));
        }

        assertThat(table.text(Screen.PLAIN).lines()).hasSize(100_001);
    }
}
