package dev.modelgate.registry.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked case of {@code spec/registry.md}. */
class StateVectorTest {

    private static final Path VECTORS =
            Path.of(System.getProperty("project.root", ".."), "spec", "vectors", "registry");

    @Test
    void the_line_is_read_and_written_as_the_specification_says() throws IOException {
        String line = Files.readString(VECTORS.resolve("event.json")).strip();

        Event event = EventCodec.decode(line, "event.json");

        assertThat(EventCodec.line(event)).isEqualTo(line);
        assertThat(QuarantineNote.of(event).encode())
                .isEqualTo(document(new DocumentPath("quarantine/" + "3d".repeat(32) + ".json"))
                        .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags.json", "live.json", "trust.json", "quarantine.json", "branch.json", "attempts.jsonl"})
    void each_document_is_what_the_event_commits_to_and_another_is_not(String name) throws IOException {
        DocumentPath path = new DocumentPath(name);
        Optional<byte[]> bytes = document(path);

        committed().require(path, bytes, name);

        Optional<byte[]> other = bytes.isPresent() ? Optional.empty() : Optional.of("{}".getBytes(UTF_8));
        assertThatThrownBy(() -> committed().require(path, other, name))
                .isInstanceOf(DamagedRegistryException.class)
                .hasMessageContaining(name);
    }

    private static CommittedState committed() throws IOException {
        Event event = EventCodec.decode(
                Files.readString(VECTORS.resolve("event.json")).strip(), "event.json");
        return new CommittedState(event.seq(), event.state().orElseThrow());
    }

    private static Optional<byte[]> document(DocumentPath path) throws IOException {
        Path file = VECTORS.resolve(path.text());
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
}
