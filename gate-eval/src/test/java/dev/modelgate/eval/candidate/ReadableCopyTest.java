package dev.modelgate.eval.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadableCopyTest {

    @TempDir
    Path folder;

    private Path project;
    private Path bundle;

    @BeforeEach
    void files() throws IOException {
        project = folder.resolve("project");
        bundle = folder.resolve("bundle");
        write(project.resolve("serve.py"), "serve");
        write(project.resolve("data/eval.jsonl"), "the answers");
        write(project.resolve("data/verbs.tsv"), "go went");
        write(bundle.resolve("model.onnx"), "weights");
        write(bundle.resolve("code/wrapper.py"), "wrap");
        write(bundle.resolve(".hidden"), "not hashed");
        Files.setPosixFilePermissions(bundle.resolve("model.onnx"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(bundle.resolve("code"), PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void it_holds_the_bundle_and_the_files_that_are_named_and_nothing_else() throws IOException {
        try (ReadableCopy copy = ReadableCopy.of(contents("serve.py", "data/verbs.tsv"))) {
            assertThat(names(copy.root()))
                    .containsExactly(
                            "bundle/code/wrapper.py",
                            "bundle/model.onnx",
                            "project/data/verbs.tsv",
                            "project/serve.py");
            assertThat(copy.bundle().orElseThrow().resolve("model.onnx")).hasContent("weights");
        }
    }

    @Test
    void others_may_read_it_and_change_nothing_whatever_the_originals_allow() throws IOException {
        try (ReadableCopy copy = ReadableCopy.of(contents("data"));
                Stream<Path> all = Files.walk(copy.root())) {
            assertThat(all)
                    .hasSize(9)
                    .allSatisfy(path ->
                            assertThat(mode(path)).isEqualTo(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    @Test
    void a_program_stays_one() throws IOException {
        Files.setPosixFilePermissions(project.resolve("serve.py"), PosixFilePermissions.fromString("rwx------"));

        try (ReadableCopy copy = ReadableCopy.of(contents("serve.py"))) {
            assertThat(mode(copy.project().resolve("serve.py"))).isEqualTo("rwxr-xr-x");
        }
    }

    @Test
    void what_is_written_to_the_copy_does_not_reach_the_original() throws IOException {
        try (ReadableCopy copy = ReadableCopy.of(contents("serve.py"))) {
            write(copy.bundle().orElseThrow().resolve("model.onnx"), "other");
            write(copy.project().resolve("serve.py"), "other");
        }

        assertThat(bundle.resolve("model.onnx")).hasContent("weights");
        assertThat(project.resolve("serve.py")).hasContent("serve");
    }

    @Test
    void it_is_gone_at_the_end() {
        ReadableCopy copy = ReadableCopy.of(contents("data", "serve.py"));

        copy.close();

        assertThat(copy.root()).doesNotExist();
    }

    @Test
    void what_is_not_there_or_lies_outside_is_refused_by_name() {
        for (String name : List.of("missing.py", "../bundle/model.onnx", ".", "/etc/passwd")) {
            assertThatThrownBy(() -> ReadableCopy.of(contents(name)))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessageStartingWith(
                            "'%s' is to be there for the candidate's processes, but it is no file", name)
                    .hasMessageEndingWith("correct 'files'");
        }
    }

    @Test
    void a_link_is_followed_within_the_bundle_and_refused_beyond() throws IOException {
        Files.createSymbolicLink(bundle.resolve("again.onnx"), Path.of("model.onnx"));
        try (ReadableCopy copy = ReadableCopy.of(contents())) {
            assertThat(copy.bundle().orElseThrow().resolve("again.onnx"))
                    .hasContent("weights")
                    .isRegularFile();
        }
        Files.createSymbolicLink(bundle.resolve("answers"), project.resolve("data/eval.jsonl"));

        assertThatThrownBy(() -> ReadableCopy.of(contents()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("/bundle/answers is a link to ")
                .hasMessageEndingWith("is copied; copy it there");
    }

    @Test
    void the_words_of_a_command_that_are_the_projects_files_come_along() {
        Workplace.Contents contents = Workplace.Contents.of(
                project,
                Optional.of(bundle),
                List.of("python3", "serve.py", "{bundle}", "data", "/etc/passwd"),
                List.of("data/verbs.tsv"));

        assertThat(contents.files()).containsExactly("serve.py", "data/verbs.tsv");
    }

    private Workplace.Contents contents(String... files) {
        return new Workplace.Contents(project, Optional.of(bundle), List.of(files));
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
