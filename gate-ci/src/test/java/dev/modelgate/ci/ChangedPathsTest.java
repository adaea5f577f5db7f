package dev.modelgate.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.ci.testing.Clone;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedPathsTest {

    @TempDir
    Path folder;

    private Clone clone;
    private String base;

    @BeforeEach
    void a_repository() throws Exception {
        clone = new Clone(folder);
        base = clone.write("gate.yaml", "version: 1").write("a.txt", "a").commit();
        clone.branch("change");
    }

    @AfterEach
    void close() {
        clone.close();
    }

    @Test
    void lists_what_is_added_edited_and_removed_since_the_change_left_its_base() throws Exception {
        clone.write("b/c.txt", "new");
        clone.write("gate.yaml", "version: 2");
        String head = clone.remove("a.txt").commit();
        String moved = clone.checkOut("main").write("on-main.txt", "moved on").commit();

        assertThat(ChangedPaths.of(folder, proposal(head, moved))).containsExactly("a.txt", "b/c.txt", "gate.yaml");
    }

    @Test
    void a_moved_file_is_named_by_both_places() throws Exception {
        clone.remove("gate.yaml");
        clone.write("elsewhere.yaml", "version: 1");

        assertThat(ChangedPaths.of(folder, proposal(clone.commit(), base)))
                .containsExactly("elsewhere.yaml", "gate.yaml");
    }

    @Test
    void an_edit_that_is_taken_back_again_is_none() throws Exception {
        clone.write("gate.yaml", "version: 2");
        clone.commit();
        clone.write("gate.yaml", "version: 1");
        clone.write("b.txt", "b");

        assertThat(ChangedPaths.of(folder, proposal(clone.commit(), base))).containsExactly("b.txt");
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
}
