package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.trust.Pem;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.registry.testing.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenVerdictTest {

    private static final Map<String, String> BAD_KEY = Map.of("GATE_SIGNING_KEY", "no key");

    @TempDir
    Path folder;

    private ProjectFolder project;
    private Path file;

    @BeforeEach
    void a_project() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        file = Files.createDirectory(folder.resolve("verdicts")).resolve("verdict.json");
    }

    @Test
    void without_a_key_the_bare_file_alone_is_written() throws IOException {
        assertThat(WrittenVerdict.write(verdict(true), file, Map.of())).isEqualTo(WrittenVerdict.BARE);

        assertThat(names()).containsExactly("verdict.json");
    }

    @Test
    void with_a_key_the_signed_forms_stand_beside_it() throws IOException {
        assertThat(WrittenVerdict.write(verdict(true), file, key())).isEqualTo(WrittenVerdict.SIGNED);

        assertThat(names()).containsExactly("verdict.dsse.json", "verdict.json", "verdict.sigstore.json");
    }

    @Test
    void a_verdict_about_no_model_is_not_signed() throws IOException {
        assertThat(WrittenVerdict.write(verdict(false), file, key())).isEqualTo(WrittenVerdict.WITHOUT_SUBJECT);

        assertThat(names()).containsExactly("verdict.json");
    }

    @Test
    void a_run_that_begins_removes_what_an_earlier_one_left() throws IOException {
        WrittenVerdict.write(verdict(true), file, key());

        WrittenVerdict.begin(file, List.of(), Map.of());

        assertThat(names()).isEmpty();
    }

    @Test
    void a_bad_key_leaves_no_verdict_at_all() throws IOException {
        WrittenVerdict.write(verdict(true), file, key());

        assertThatThrownBy(() -> WrittenVerdict.begin(file, List.of(), BAD_KEY))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("GATE_SIGNING_KEY cannot sign");
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> WrittenVerdict.write(verdict(true), file, BAD_KEY))
                .isInstanceOf(CannotJudgeException.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void a_signed_form_that_cannot_be_written_leaves_no_bare_verdict() throws IOException {
        Files.createDirectories(folder.resolve("verdicts/verdict.sigstore.json/in-the-way"));

        assertThatThrownBy(() -> WrittenVerdict.write(verdict(true), file, key()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("verdict.sigstore.json");
        assertThat(file).doesNotExist();
    }

    @Test
    void an_input_is_not_taken_for_the_verdict_of_an_earlier_run() throws IOException {
        Files.writeString(file, "{}");
        Path link = Files.createSymbolicLink(folder.resolve("candidate.json"), file);

        assertThatThrownBy(() -> WrittenVerdict.begin(file, List.of(link), Map.of()))
                .hasMessageContaining("but that is read; name another file");
        assertThat(file).hasContent("{}");
    }

    private Verdict verdict(boolean named) throws IOException {
        Path report = project.report(
                "some.json", "some.jsonl", named ? Optional.of(project.sha("clean")) : Optional.empty(), 95);
        return project.verdict(report, Optional.empty(), Tolerance.DEFAULT, ProjectFolder.NOW);
    }

    private Iterable<String> names() throws IOException {
        try (var files = Files.list(file.resolveSibling(""))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, String> key() {
        return Map.of(
                LocalSigner.VARIABLE,
                Pem.text(
                        Pem.PRIVATE_KEY,
                        Ed25519.generate(new SecureRandom()).getPrivate().getEncoded()));
    }
}
