package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real DVC added and pushed, in a clone that has no cache: the gate brings the same bytes, and DVC agrees. */
@Tag("real")
class DvcRealTest {

    private static final List<String> DATA =
            List.of("questions.jsonl", "corpus/a.txt", "corpus/deep/zwölf.txt", "corpus/deep/empty", "model.bin");

    @TempDir
    Path folder;

    @Test
    void a_clone_without_cache_gets_the_same_bytes_and_dvc_finds_it_clean() throws Exception {
        Path origin = folder.resolve("origin");
        pushed(origin);
        Path clone = folder.resolve("clone");
        DvcProgram there = DvcProgram.in(folder.resolve("home"), clone);
        there.git("clone", "--quiet", origin.toString(), ".");
        assertThat(clone.resolve("questions.jsonl")).doesNotExist();

        for (String pointer : List.of("questions.jsonl.dvc", "corpus.dvc", "dvc.lock:train")) {
            Shell.Result pulled = new Shell(clone).run("data", "pull", pointer);
            assertThat(pulled.status()).as(pulled.err()).isZero();
            assertThat(pulled.out()).startsWith("fetched ");
            assertThat(new Shell(clone).run("data", "verify", pointer).status()).isZero();
        }

        for (String file : DATA) {
            assertThat(clone.resolve(file)).hasSameBinaryContentAs(origin.resolve(file));
        }
        assertThat(there.dvc("status"))
                .as("the cache is DVC's own: the gate leaves it as it was")
                .contains("not in cache")
                .doesNotContain("modified");
        there.dvc("fetch", "--quiet");
        assertThat(there.dvc("status")).contains("Data and pipelines are up to date.");
        assertThat(there.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void refuses_what_dvc_calls_modified() throws Exception {
        Path origin = folder.resolve("origin");
        DvcProgram dvc = pushed(origin);
        Files.writeString(origin.resolve("corpus/a.txt"), "another");

        Shell.Result verified = new Shell(origin).run("data", "verify", "corpus.dvc");

        assertThat(verified.status()).isEqualTo(2);
        assertThat(verified.out()).contains("corpus");
        assertThat(dvc.dvc("status", "corpus.dvc")).contains("modified:").contains("corpus");
    }

    /** A file, a folder and a stage's output, pushed to a folder beside the repository. */
    private DvcProgram pushed(Path origin) throws IOException, InterruptedException {
        DvcProgram program = DvcProgram.in(folder.resolve("home"), origin);
        program.git("init", "--quiet");
        program.git("config", "user.name", "tests");
        program.git("config", "user.email", "tests@example.invalid");
        program.dvc("init", "--quiet");
        program.dvc(
                "remote", "add", "--default", "store", folder.resolve("store").toString());
        Files.writeString(origin.resolve("questions.jsonl"), "{\"id\": \"1\"}\n");
        Files.createDirectories(origin.resolve("corpus/deep"));
        Files.writeString(origin.resolve("corpus/a.txt"), "a\r\nb\n");
        Files.writeString(origin.resolve("corpus/deep/zwölf.txt"), "zwölf");
        Files.createFile(origin.resolve("corpus/deep/empty"));
        program.dvc("add", "--quiet", "questions.jsonl", "corpus");
        program.dvc(
                "stage",
                "add",
                "--quiet",
                "--run",
                "--name",
                "train",
                "--deps",
                "questions.jsonl",
                "--outs",
                "model.bin",
                "sort questions.jsonl > model.bin");
        program.dvc("push", "--quiet");
        program.git("add", "--all");
        program.git("commit", "--quiet", "--message", "data");
        return program;
    }
}
