package dev.modelgate.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedPathsTest {

    @TempDir
    Path folder;

    private Git git;
    private String base;

    @BeforeEach
    void a_repository() throws Exception {
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
        write("gate.yaml", "version: 1");
        write("a.txt", "a");
        base = commit();
        git.checkout().setCreateBranch(true).setName("change").call();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void lists_what_is_added_edited_and_removed_since_the_change_left_its_base() throws Exception {
        write("b/c.txt", "new");
        write("gate.yaml", "version: 2");
        git.rm().addFilepattern("a.txt").call();
        String head = commit();
        git.checkout().setName("main").call();
        write("on-main.txt", "moved on");
        String moved = commit();

        assertThat(ChangedPaths.of(folder, proposal(head, moved))).containsExactly("a.txt", "b/c.txt", "gate.yaml");
    }

    @Test
    void a_moved_file_is_named_by_both_places() throws Exception {
        git.rm().addFilepattern("gate.yaml").call();
        write("elsewhere.yaml", "version: 1");

        assertThat(ChangedPaths.of(folder, proposal(commit(), base))).containsExactly("elsewhere.yaml", "gate.yaml");
    }

    @Test
    void an_edit_that_is_taken_back_again_is_none() throws Exception {
        write("gate.yaml", "version: 2");
        commit();
        write("gate.yaml", "version: 1");
        write("b.txt", "b");

        assertThat(ChangedPaths.of(folder, proposal(commit(), base))).containsExactly("b.txt");
    }

    @Test
    void says_what_to_do_when_a_commit_was_not_fetched() {
        assertThatThrownBy(() -> ChangedPaths.of(folder, proposal("1".repeat(40), base)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("fetch-depth: 0");
    }

    private static Proposal proposal(String head, String base) {
        return new Proposal(1, head, base, "main", "main", "deploy");
    }

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private String commit() throws Exception {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("change")
                .setAuthor("test", "test@localhost")
                .setCommitter("test", "test@localhost")
                .call()
                .name();
    }
}
