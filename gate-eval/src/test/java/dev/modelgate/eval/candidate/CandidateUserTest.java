package dev.modelgate.eval.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateUserTest {

    @Test
    void nobody_is_named_where_the_variable_is_not_there() {
        assertThat(CandidateUser.in(Map.of("PATH", "/bin"))).isEmpty();
    }

    @Test
    void a_user_of_the_system_is_found_with_his_number() {
        assertThat(CandidateUser.in(named("nobody"))).hasValueSatisfying(user -> {
            assertThat(user.name()).isEqualTo("nobody");
            assertThat(user.uid()).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "#0", "1000", "-u", "a b", "a;id", "a$(id)", "%wheel", "ü", "a\nb"})
    void what_is_no_name_is_refused_before_anything_is_asked(String name) {
        assertThatThrownBy(() -> CandidateUser.in(named(name)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("GATE_CANDIDATE_USER is '%s', but the name of a user is required", name);
    }

    @Test
    void a_name_is_as_long_as_the_system_takes_it() {
        assertThat(new CandidateUser("a".repeat(32), 7).name()).hasSize(32);
        assertThatThrownBy(() -> new CandidateUser("a".repeat(33), 7)).hasMessageContaining("32 in all; correct it");
    }

    @Test
    void somebody_who_does_not_exist_is_refused_with_how_to_make_him() {
        assertThatThrownBy(() -> CandidateUser.in(named("no-such-candidate")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("GATE_CANDIDATE_USER is 'no-such-candidate', but this machine has no such user; make one:"
                        + " sudo useradd --system --no-create-home --shell /usr/sbin/nologin no-such-candidate");
    }

    @Test
    void root_is_refused() {
        assertThatThrownBy(() -> CandidateUser.in(named("root")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage(
                        "GATE_CANDIDATE_USER is 'root', who is root, but what is judged must not have root's rights;"
                                + " name a user without any");
    }

    /** Who runs this may be root, too, and then is refused as that. */
    @Test
    void the_gates_own_user_is_refused() {
        assertThatThrownBy(() -> CandidateUser.in(named(System.getProperty("user.name"))))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageMatching("(?s).*(under whom the gate itself runs|who is root).*");
    }

    @Test
    void a_user_is_not_the_gates_by_another_name_of_the_same_number() {
        assertThatThrownBy(() -> CandidateUser.requireOther(new CandidateUser("twin", 1000), 1000))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage(
                        "GATE_CANDIDATE_USER is 'twin', under whom the gate itself runs, but what is judged must not reach"
                                + " the gate's files; name another user");
        assertThat(CandidateUser.requireOther(new CandidateUser("other", 1001), 1000)
                        .name())
                .isEqualTo("other");
    }

    @Test
    void sudo_is_handed_nothing_that_it_could_hand_on() {
        Map<String, String> environment = new HashMap<>(
                Map.of("GATE_SIGNING_KEY", "x", "MLFLOW_TRACKING_PASSWORD", "x", "PATH", "/bin", "LC_ALL", "C.UTF-8"));

        ShortCommand.withoutSecrets(environment);

        assertThat(environment).containsOnlyKeys("PATH", "LC_ALL");
    }

    @Test
    void under_the_gates_own_user_its_own_variables_are_kept_back() {
        Map<String, String> environment =
                new HashMap<>(Map.of("GATE_SIGNING_KEY", "x", "gate_env", "dev", "PATH", "/bin"));

        SameUser.withoutTheGates(environment);

        assertThat(environment).containsOnlyKeys("PATH");
    }

    private static Map<String, String> named(String name) {
        return Map.of(CandidateUser.VARIABLE, name);
    }
}
