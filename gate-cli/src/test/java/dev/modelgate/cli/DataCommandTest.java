package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final String OBJECT = "remote/files/md5/d2/cded82a5ad7a7f8065642de0be7b64";

    @TempDir
    private Path directory;

    @BeforeEach
    void makeProject() throws IOException {
        Path fixtures = ROOT.resolve("fixtures/dvc");
        Files.createDirectories(directory.resolve(".dvc"));
        Files.writeString(
                directory.resolve(".dvc/config"), "[core]\n    remote = r\n['remote \"r\"']\n    url = ../remote\n");
        Files.createDirectories(directory.resolve(OBJECT).getParent());
        Files.copy(fixtures.resolve("single/eval.jsonl.content"), directory.resolve(OBJECT));
        Files.copy(fixtures.resolve("single/eval.jsonl.dvc"), directory.resolve("eval.jsonl.dvc"));
    }

    @Test
    void fetches_and_then_verifies() {
        assertThat(run("pull").out()).isEqualTo("fetched  eval.jsonl  d2cded82a5ad7a7f8065642de0be7b64  40 bytes\n");
        assertThat(run("verify").out()).isEqualTo("holds  eval.jsonl  d2cded82a5ad7a7f8065642de0be7b64  40 bytes\n");
        assertThat(run("verify").status()).isZero();
    }

    @Test
    void refuses_with_both_hashes_when_the_workspace_holds_something_else() throws IOException {
        Files.writeString(directory.resolve("eval.jsonl"), "other\n");

        Shell.Result result = run("verify");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("| DATA_MISMATCH |").contains("d2cded82a5ad7a7f8065642de0be7b64");
        assertThat(run("pull").status()).isEqualTo(2);
        assertThat(directory.resolve("eval.jsonl")).hasContent("other\n");
    }

    @Test
    void could_not_judge_when_the_data_are_missing_or_the_remote_is_corrupted() throws IOException {
        assertThat(run("verify").status()).isEqualTo(1);
        assertThat(run("verify").err()).contains("'eval.jsonl' is not in the workspace; run 'gate data pull");

        Files.writeString(directory.resolve(OBJECT), "corrupted");
        Shell.Result result = run("pull");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("the object is corrupted");
        assertThat(directory.resolve("eval.jsonl")).doesNotExist();
    }

    @Test
    void the_tutors_pointer_names_the_committed_set() {
        Shell.Result result =
                new Shell(ROOT).run("data", "verify", "examples/grammar-tutor/data/eval/phase-20.jsonl.dvc");

        assertThat(result.out()).isEqualTo("holds  phase-20.jsonl  c1ddf20a265b4d5be70ec151f35d8e09  316614 bytes\n");
    }

    private Shell.Result run(String command) {
        return new Shell(directory).run("data", command, "eval.jsonl.dvc");
    }
}
