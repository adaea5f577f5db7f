package dev.modelgate.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchNameTest {

    private static final BranchName MAIN = new BranchName("main");
    private static final String COMMIT = "c".repeat(40);
    private static final String TIP = "d".repeat(40);

    @ParameterizedTest
    @ValueSource(strings = {"main", "release/1.2", "fix(api)", "größe", "a@b", "1"})
    void takes_what_git_takes_for_a_branch(String name) {
        assertThat(new BranchName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-x",
                "HEAD",
                "@",
                "refs/heads/main",
                "main~1",
                "main^",
                "a..b",
                "a b",
                "a\nb",
                "a:b",
                "a//b",
                "/a",
                "a/",
                "a.",
                "a.lock",
                ".a",
                "a/.b",
                "a@{1}",
                "a*",
                "a\\b",
                "a\u202eb"
            })
    void refuses_what_could_be_read_as_something_else(String name) {
        assertThatThrownBy(() -> new BranchName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but the short name of a branch is required");
    }

    @Test
    void a_long_name_is_shortened_in_the_message() {
        assertThatThrownBy(() -> new BranchName("x".repeat(5_000)))
                .hasMessageStartingWith("the branch is '%s… (5000 characters)'".formatted("x".repeat(40)));
    }

    @Test
    void the_branchs_own_commit_has_no_objection_and_each_other_file_is_one() {
        assertThat(new BaseStanding.OnBranch(MAIN, COMMIT, TIP, ImmutableList.of()).objections())
                .isEmpty();
        assertThat(new BaseStanding.Unbound().objections()).isEmpty();
        assertThat(new BaseStanding.OnBranch(MAIN, COMMIT, TIP, ImmutableList.of("b.json", "gate.yaml")).objections())
                .extracting(Reason::message)
                .containsExactly(
                        "'b.json' of commit %s differs from that of branch 'main', which is at %s, but only the newest rules count; judge and promote with that commit as base"
                                .formatted(COMMIT, TIP),
                        "'gate.yaml' of commit %s differs from that of branch 'main', which is at %s, but only the newest rules count; judge and promote with that commit as base"
                                .formatted(COMMIT, TIP));
    }

    @Test
    void a_commit_elsewhere_and_a_branch_that_nobody_recorded_are_refused() {
        assertThat(new BaseStanding.Elsewhere(MAIN, COMMIT, TIP).objections())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.BASE_NOT_ON_BRANCH);
        assertThat(new BaseStanding.BranchUnknown("./registry").objections())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.BRANCH_UNKNOWN);
    }
}
