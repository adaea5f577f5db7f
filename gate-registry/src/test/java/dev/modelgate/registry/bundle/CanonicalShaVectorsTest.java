package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked cases of the specification. */
class CanonicalShaVectorsTest {

    private static final Path VECTORS = Path.of(System.getProperty("project.root"), "spec", "vectors", "canonical-sha");

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void gives_the_expected_sha_and_document(String bundle, Optional<CanonicalSha> parent, String sha)
            throws IOException {
        BundleDocument document = new BundleReader().read(VECTORS.resolve(bundle), parent);

        assertThat(document.sha().hex()).isEqualTo(sha);
        assertThat(document.bytes()).isEqualTo(Files.readAllBytes(VECTORS.resolve(bundle + ".document.json")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void cannot_judge_what_the_specification_calls_an_error(String bundle) {
        assertThatThrownBy(() -> new BundleReader().read(VECTORS.resolve(bundle), Optional.empty()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(VECTORS.resolve(bundle).toString());
    }

    @Test
    void covers_every_bundle_that_lies_there() throws IOException {
        try (Stream<Path> entries = Files.list(VECTORS)) {
            assertThat(entries.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrderElementsOf(
                            cases().map(vector -> text(vector, "bundle")).toList());
        }
    }

    static Stream<Object[]> models() {
        return cases().filter(vector -> !isError(vector))
                .map(vector -> new Object[] {text(vector, "bundle"), parent(vector), text(vector, "sha")});
    }

    static Stream<String> errors() {
        return cases().filter(CanonicalShaVectorsTest::isError).map(vector -> text(vector, "bundle"));
    }

    private static Stream<JsonObject> cases() {
        return JsonShape.array(JsonReader.read(VECTORS.resolve("expected.json")), "expected.json").items().stream()
                .map(vector -> JsonShape.object(vector, "expected.json"));
    }

    private static boolean isError(JsonObject vector) {
        return vector.member("error").isPresent();
    }

    private static Optional<CanonicalSha> parent(JsonObject vector) {
        return JsonShape.optional(vector, "parent")
                .map(value -> new CanonicalSha(JsonShape.text(value, "expected.json")));
    }

    private static String text(JsonObject vector, String name) {
        return JsonShape.text(JsonShape.required(vector, name, "expected.json"), "expected.json");
    }
}
