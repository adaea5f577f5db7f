package dev.modelgate.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.policy.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtectedPathsTest {

    private static final ProtectedPaths PATHS =
            new ProtectedPaths(ImmutableSet.of("gate.yaml", "eval_baseline.json"), ImmutableSet.of("codec/src/main/"));

    @Test
    void lets_a_change_touch_everything_else() {
        assertThat(PATHS.objections(List.of("README.md", "docs/gate.yaml", "codec/src/test/A.java", "github/x")))
                .isEmpty();
    }

    @Test
    void names_every_protected_path_that_a_change_touches() {
        assertThat(PATHS.objections(List.of(
                        "gate.yaml", ".github/workflows/ci.yml", "codec/src/main/java/A.java", ".dvc/config", "a.txt")))
                .allSatisfy(reason -> assertThat(reason.code()).isEqualTo(ReasonCode.GATE_TOUCHED))
                .extracting(reason ->
                        Splitter.on('\'').splitToList(reason.message()).get(1))
                .containsExactly(".dvc/config", ".github/workflows/ci.yml", "codec/src/main/java/A.java", "gate.yaml");
    }

    @Test
    void a_change_to_a_branch_that_anybody_may_loosen_is_refused() {
        String hash = "1".repeat(40);

        assertThat(new Proposal(1, hash, hash, "main", "main", "deploy").objections())
                .isEmpty();
        assertThat(new Proposal(1, hash, hash, "loose", "main", "deploy").objections())
                .singleElement()
                .satisfies(reason ->
                        assertThat(reason.message()).contains("branch 'loose'").contains("'main'"));
        assertThatThrownBy(() -> new Proposal(1, "main", hash, "main", "main", "deploy"))
                .hasMessageContaining("full hash is required");
    }
}
