package dev.modelgate.registry.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.BaseStanding;
import dev.modelgate.registry.testing.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone whose objects somebody changed: the name of a commit is worth what its bytes hash to. */
class GitObjectsTest {

    @TempDir
    Path folder;

    private ProjectFolder project;
    private Path objects;
    private String commit;
    private String tree;
    private String blob;

    @BeforeEach
    void a_repository() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        objects = project.file(".git/objects");
        Files.writeString(project.file("rules.json"), "strict");
        commit = project.commit("rules.json");
        tree = resolve(commit + "^{tree}");
        blob = resolve(commit + ":rules.json");
    }

    @Test
    void a_loose_blob_with_other_bytes_is_named_and_not_read() throws IOException {
        PlantedObjects.loose(objects, blob, "blob", "loose".getBytes(UTF_8));

        assertDamaged(blob);
    }

    @Test
    void a_packed_blob_under_another_name_is_named_and_not_read() throws IOException {
        PlantedObjects.packed(objects, blob, "loose".getBytes(UTF_8));

        assertDamaged(blob);
    }

    @Test
    void an_alternate_is_believed_no_more_than_the_clone_itself() throws IOException {
        Path alternate = Files.createDirectories(folder.resolve("alternate"));
        PlantedObjects.loose(alternate, blob, "blob", "loose".getBytes(UTF_8));
        Files.delete(objects.resolve(blob.substring(0, 2)).resolve(blob.substring(2)));
        Files.createDirectories(objects.resolve("info"));
        Files.writeString(objects.resolve("info/alternates"), alternate + "\n");

        assertDamaged(blob);
    }

    @Test
    void a_commit_with_the_bytes_of_another_is_named_and_not_followed() throws IOException {
        PlantedObjects.loose(objects, commit, "commit", bytes(looser()));

        assertDamaged(commit);
    }

    @Test
    void a_tree_with_the_entries_of_another_is_named_and_not_followed() throws IOException {
        PlantedObjects.loose(objects, tree, "tree", bytes(resolve(looser() + "^{tree}")));

        assertDamaged(tree);
    }

    private String looser() throws IOException {
        Files.writeString(project.file("rules.json"), "looser");
        return project.commit("rules.json");
    }

    @Test
    void a_parent_that_a_changed_commit_names_makes_nobody_an_ancestor() throws Exception {
        run("git", "checkout", "-q", "-b", "aside", commit);
        Files.writeString(project.file("rules.json"), "loose");
        String aside = project.commit("rules.json");
        run("git", "checkout", "-q", "main");
        Files.writeString(project.file("notes.txt"), "news");
        String middle = project.commit("notes.txt");
        Files.writeString(project.file("notes.txt"), "more");
        project.commit("notes.txt");
        String text = new String(bytes(middle), UTF_8);
        PlantedObjects.loose(
                objects, middle, "commit", text.replace(commit, aside).getBytes(UTF_8));

        try (GitCommittedFiles files = open(Optional.of(aside))) {
            assertThatThrownBy(() -> files.standing(ProjectFolder.BRANCH, List.of("rules.json")))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessageContaining("git object " + middle)
                    .hasMessageContaining("must hash to its name");
        }
    }

    @Test
    void a_replacement_is_not_followed() throws Exception {
        Files.writeString(folder.resolve("loose"), "loose");
        String loose = run("git", "hash-object", "-w", folder.resolve("loose").toString());
        run("git", "replace", blob, loose);
        assertThat(run("git", "cat-file", "blob", blob)).isEqualTo("loose");

        try (GitCommittedFiles files = open(Optional.empty())) {
            assertThat(text(files)).contains("strict");
        }
    }

    @Test
    void an_object_that_is_no_object_at_all_is_named() throws IOException {
        Path file = objects.resolve(blob.substring(0, 2)).resolve(blob.substring(2));
        Files.delete(file);
        Files.writeString(file, "not deflated");

        assertThatThrownBy(this::read)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("git object " + blob);
    }

    @Test
    void what_was_packed_by_git_is_read() throws Exception {
        run("git", "gc", "-q");

        assertThat(read()).contains("strict");
        try (GitCommittedFiles files = open(Optional.empty())) {
            assertThat(files.standing(ProjectFolder.BRANCH, List.of("rules.json")))
                    .isInstanceOf(BaseStanding.OnBranch.class);
        }
    }

    private void assertDamaged(String object) {
        assertThatThrownBy(this::read)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("git object " + object)
                .hasMessageContaining("but an object's bytes must hash to its name");
    }

    private Optional<String> read() throws IOException {
        try (GitCommittedFiles files = open(Optional.of(commit))) {
            return text(files);
        }
    }

    private static Optional<String> text(GitCommittedFiles files) throws IOException {
        return files.read("rules.json").map(bytes -> new String(bytes, UTF_8));
    }

    private GitCommittedFiles open(Optional<String> base) throws IOException {
        return GitCommittedFiles.open(project.root, base);
    }

    private String resolve(String revision) throws IOException {
        try (Git git = Git.open(project.root.toFile())) {
            return git.getRepository().resolve(revision).name();
        }
    }

    private byte[] bytes(String object) throws IOException {
        try (Git git = Git.open(project.root.toFile())) {
            return git.getRepository().open(ObjectId.fromString(object)).getBytes();
        }
    }

    private String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(project.root.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
