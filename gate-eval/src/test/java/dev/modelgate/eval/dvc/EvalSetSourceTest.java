package dev.modelgate.eval.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.eval.evalset.EvalSetDigests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalSetSourceTest {

    private static final String CASE = "{\"id\": \"1\", \"input\": \"a\", \"expected\": \"b\", \"buckets\": [\"x\"]}";

    @TempDir
    private Path directory;

    private DvcProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = DvcProject.in(directory);
    }

    @Test
    void fetches_the_pointers_file_and_takes_its_hash() throws IOException {
        String text = CASE + "\n";
        Path pointer = pointer(text, "  hash: md5\n");
        Files.createDirectories(project.object(md5(text)).getParent());
        Files.writeString(project.object(md5(text)), text);

        EvalSetDigests digests =
                ((EvalSetSource.Ready) EvalSetSource.read(pointer)).evalSet().digests();

        assertThat(digests).isEqualTo(new EvalSetDigests(md5(text), sha256(text)));
    }

    @Test
    void keeps_the_pointers_hash_and_notes_it_when_dvc_2_did_not_count_line_ends() throws IOException {
        String windows = CASE + "\r\n";
        Path pointer = pointer(CASE + "\n", "");
        Files.writeString(project.root.resolve("set.jsonl"), windows);

        EvalSetDigests digests =
                ((EvalSetSource.Ready) EvalSetSource.read(pointer)).evalSet().digests();

        assertThat(digests).isEqualTo(new EvalSetDigests(md5(CASE + "\n"), sha256(windows), true));
    }

    @Test
    void refuses_another_file_than_the_pointers() throws IOException {
        Path pointer = pointer(CASE + "\n", "  hash: md5\n");
        Files.writeString(project.root.resolve("set.jsonl"), CASE.replace("b", "c") + "\n");

        EvalSetSource.Source source = EvalSetSource.read(pointer);

        assertThat(((EvalSetSource.Refused) source).reason().code()).isEqualTo(ReasonCode.DATA_MISMATCH);
    }

    @Test
    void a_folder_and_several_outs_are_no_eval_set() throws IOException {
        Path folder = Path.of(project.pointer("dir/evalset.dvc"));
        DvcProject.copy(DvcProject.FIXTURES.resolve("pipeline"), project.root);

        assertThatThrownBy(() -> EvalSetSource.read(folder)).hasMessageContaining("names the folder 'evalset'");
        assertThatThrownBy(() -> EvalSetSource.read(project.root.resolve("dvc.lock:prep")))
                .hasMessageContaining("names 3 outs");
    }

    private Path pointer(String text, String hash) throws IOException {
        return Path.of(
                project.pointer("set.jsonl.dvc", "outs:\n- md5: %s\n%s  path: set.jsonl\n".formatted(md5(text), hash)));
    }

    @SuppressWarnings("deprecation") // DVC's name for a file
    private static String md5(String text) {
        return Hashing.md5().hashString(text, StandardCharsets.UTF_8).toString();
    }

    private static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
