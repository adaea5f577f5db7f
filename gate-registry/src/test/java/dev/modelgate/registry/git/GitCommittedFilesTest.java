package dev.modelgate.registry.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.testing.FolderContent;
import dev.modelgate.registry.testing.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommittedFilesTest {

    @TempDir
    Path folder;

    private ProjectFolder project;
    private String first;

    @BeforeEach
    void a_repository() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        Files.writeString(project.file("a.json"), "one");
        Files.createDirectories(project.file("sub"));
        Files.writeString(project.file("sub/b.json"), "in sub");
        first = project.commit("a.json", "sub");
    }

    @Test
    void reads_what_is_committed_and_not_what_lies_about() throws IOException {
        Files.writeString(project.file("a.json"), "edited");

        try (GitCommittedFiles files = open(Optional.empty())) {
            assertThat(files.commit()).isEqualTo(first);
            assertThat(text(files, "a.json")).contains("one");
            assertThat(text(files, "sub/b.json")).contains("in sub");
            assertThat(files.read("never.json")).isEmpty();
            assertThat(files.read("sub")).isEmpty();
        }
    }

    @Test
    void says_what_no_commit_has() throws IOException {
        try (GitCommittedFiles files = open(Optional.empty())) {
            assertThat(files.isDirty("a.json")).isFalse();
            assertThat(files.isDirty("never.json")).isFalse();

            Files.writeString(project.file("a.json"), "edited");
            assertThat(files.isDirty("a.json")).isTrue();

            Files.delete(project.file("a.json"));
            assertThat(files.isDirty("a.json")).isTrue();

            Files.writeString(project.file("new.json"), "new");
            assertThat(files.isDirty("new.json")).isTrue();
        }
    }

    @Test
    void a_staged_edit_is_still_dirty() throws Exception {
        Files.writeString(project.file("a.json"), "staged");
        try (Git git = Git.open(project.root.toFile())) {
            git.add().addFilepattern("a.json").call();
        }

        try (GitCommittedFiles files = open(Optional.empty())) {
            assertThat(files.isDirty("a.json")).isTrue();
        }
    }

    @Test
    void the_base_commit_counts_where_one_is_named_and_its_successors_are_not_dirty() throws IOException {
        Files.writeString(project.file("a.json"), "two");
        project.commit("a.json");

        try (GitCommittedFiles files = open(Optional.of(first))) {
            assertThat(files.commit()).isEqualTo(first);
            assertThat(text(files, "a.json")).contains("one");
            assertThat(files.isDirty("a.json")).isFalse();
        }
    }

    @Test
    void a_project_may_lie_below_the_repository() throws IOException {
        try (GitCommittedFiles files = GitCommittedFiles.open(project.file("sub"), Optional.empty())) {
            assertThat(text(files, "b.json")).contains("in sub");
            assertThat(files.isDirty("b.json")).isFalse();
            assertThatThrownBy(() -> files.read("../a.json"))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessageContaining("leaves the project");
            assertThatThrownBy(() -> files.read(project.file("a.json").toString()))
                    .isInstanceOf(CannotJudgeException.class);
        }
    }

    @Test
    void a_linked_work_tree_is_read_like_its_repository() throws Exception {
        Path linked = folder.resolve("linked");
        Process process = new ProcessBuilder("git", "worktree", "add", "-q", "--detach", linked.toString())
                .directory(project.root.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();

        try (GitCommittedFiles files = GitCommittedFiles.open(linked, Optional.empty())) {
            assertThat(text(files, "a.json")).contains("one");
            assertThat(files.isDirty("a.json")).isFalse();
        }
    }

    @Test
    void a_folder_without_a_repository_cannot_be_judged_in() throws IOException {
        Path bare = Files.createDirectories(folder.resolve("no-repository"));

        assertThatThrownBy(() -> GitCommittedFiles.open(bare, Optional.empty()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("no-repository is not in a git repository");
    }

    @Test
    void a_repository_without_a_commit_cannot_be_judged_in() throws Exception {
        Path empty = folder.resolve("empty");
        Git.init().setDirectory(empty.toFile()).call().close();

        assertThatThrownBy(() -> GitCommittedFiles.open(empty, Optional.empty()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("commit 'HEAD' is not in");
    }

    @Test
    void a_base_commit_that_is_not_there_is_named() {
        for (String base : new String[] {"f".repeat(40), "no-such-branch", "a..b", "-x", "HEAD^{"}) {
            assertThatThrownBy(() -> open(Optional.of(base)))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessageContaining("commit '" + base + "' is not in");
        }
    }

    @Test
    void a_base_commit_whose_name_no_file_can_have_is_named_in_part() {
        assertThatThrownBy(() -> open(Optional.of("x".repeat(5_000))))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("commit '" + "x".repeat(60) + "…' is not in");
    }

    @Test
    void reading_leaves_no_trace() throws IOException {
        Map<String, String> before = FolderContent.of(project.root);

        try (GitCommittedFiles files = open(Optional.empty())) {
            files.read("a.json");
            files.isDirty("a.json");
        }

        assertThat(FolderContent.of(project.root)).isEqualTo(before);
    }

    private GitCommittedFiles open(Optional<String> base) throws IOException {
        return GitCommittedFiles.open(project.root, base);
    }

    private static Optional<String> text(GitCommittedFiles files, String path) throws IOException {
        return files.read(path).map(bytes -> new String(bytes, UTF_8));
    }
}
