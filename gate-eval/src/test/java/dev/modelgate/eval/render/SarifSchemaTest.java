package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.review.Review;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is written is SARIF by its published schema; {@code scripts/real/install-sarif-schema.sh} fetches it. */
@Tag("real")
class SarifSchemaTest {

    private static final Path SCHEMA =
            Path.of(System.getProperty("project.root"), ".gate/real/sarif/sarif-schema-2.1.0.json");

    @Test
    void every_report_is_valid() throws IOException {
        for (Review review : new Review[] {
            Reviews.refused(), Reviews.refused(Reviews.HOSTILE), Reviews.passed(), Reviews.mismatched()
        }) {
            assertThat(complaints(PrettyJson.indented(SarifReport.of(review, "a b/eval_baseline.json"))))
                    .isEmpty();
        }
    }

    @Test
    void the_schema_complains_of_what_is_not_sarif() throws IOException {
        assertThat(complaints("{\"version\": \"2.1.0\", \"runs\": [{}]}")).contains("tool");
    }

    private static String complaints(String sarif) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return String.join(
                "\n",
                schema.validate(sarif, InputFormat.JSON).stream()
                        .map(Object::toString)
                        .toList());
    }
}
