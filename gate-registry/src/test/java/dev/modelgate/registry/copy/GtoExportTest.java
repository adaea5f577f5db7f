package dev.modelgate.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GtoExportTest {

    @TempDir
    Path folder;

    private ProjectFolder project;
    private TestRegistry registry;
    private Path repository;

    @BeforeEach
    void two_releases_and_a_step_back() throws Exception {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(new InMemoryRegistryStore(), project);
        registry.release("one", "1.0.0");
        registry.release("two", "1.1.0-rc.1");
        registry.rollback(new RollbackTarget.Back(1));
        repository = repository("models");
    }

    @Test
    void writes_a_tag_for_each_version_and_each_move_of_the_pointer() throws Exception {
        assertThat(export(repository).created())
                .containsExactly(
                        "grammar-tutor@v1.0.0",
                        "grammar-tutor#live#1",
                        "grammar-tutor@v1.1.0-rc.1",
                        "grammar-tutor#live#2",
                        "grammar-tutor#live#3");

        assertThat(git("for-each-ref", "--format=%(objecttype) %(refname:short)", "refs/tags"))
                .hasSize(5)
                .allMatch(line -> line.startsWith("tag grammar-tutor"));
        assertThat(git("rev-parse", "grammar-tutor#live#3^{commit}"))
                .isEqualTo(git("rev-parse", "grammar-tutor@v1.0.0^{commit}"));
        String one = project.sha("one").hex();
        assertThat(git("show", "grammar-tutor@v1.0.0^{commit}:" + one + ".json"))
                .anyMatch(line -> line.contains(one));
        assertThat(git("fsck", "--strict", "--full")).noneMatch(line -> line.contains("error"));
    }

    @Test
    void the_same_history_gives_the_same_tags_and_a_longer_one_the_rest() throws Exception {
        export(repository);
        List<String> tags = git("show-ref", "--tags");

        assertThat(export(repository))
                .isEqualTo(new GtoExport.Exported(com.google.common.collect.ImmutableList.of(), 5));
        registry.release("three", "1.2.0");
        assertThat(export(repository).created()).containsExactly("grammar-tutor@v1.2.0", "grammar-tutor#live#4");

        assertThat(git("show-ref", "--tags")).containsAll(tags).hasSize(7);
    }

    @Test
    void a_tag_that_is_another_one_is_not_moved() throws Exception {
        try (Git git = Git.open(repository.toFile())) {
            git.commit().setAllowEmpty(true).setMessage("x").setSign(false).call();
            git.tag().setName("grammar-tutor@v1.0.0").setAnnotated(false).call();
        }

        assertThatThrownBy(() -> export(repository))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("the tag 'grammar-tutor@v1.0.0'")
                .hasMessageContaining("tags are never moved");
    }

    @Test
    void a_folder_that_is_no_repository_is_an_error() throws IOException {
        Path none = Files.createDirectories(folder.resolve("none"));

        assertThatThrownBy(() -> export(none)).hasMessageContaining("is not in a git repository");
    }

    private GtoExport.Exported export(Path target) throws IOException {
        return new GtoExport(registry.registry).run(target);
    }

    private Path repository(String name) throws Exception {
        Path path = folder.resolve(name);
        Git.init().setDirectory(path.toFile()).call().close();
        return path;
    }

    private List<String> git(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(lines.toString()).isZero();
        return lines;
    }
}
