package dev.modelgate.registry.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitAddressTest {

    @Test
    void the_branch_stands_behind_the_hash_and_has_a_default() {
        GitAddress named = GitAddress.of("git+ssh://git@host:2222/models.git#tutor/live");

        assertThat(named.branch()).isEqualTo("tutor/live");
        assertThat(named.remote()).hasToString("ssh://git@host:2222/models.git");
        assertThat(GitAddress.of("git+file:///srv/models.git").branch()).isEqualTo("registry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"git+https://ann:hunter2@host/x", "git+https://hunter2@host/x", "git+ssh://git:hunter2@host/x"})
    void credentials_in_a_uri_are_refused_and_not_repeated(String uri) {
        assertThatThrownBy(() -> GitAddress.of(uri))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("they come from the environment only; set GATE_REGISTRY_USER")
                .message()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"git+", "git+ftp://host/x", "git+ext::sh -c id", "git+/srv/x", "git+host:x", "git+ssh://"})
    void what_is_no_remote_of_a_known_kind_is_refused(String uri) {
        assertThatThrownBy(() -> GitAddress.of(uri))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("starts with 'git+', but is none of git+ssh://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "-x y", "a b", "x.lock", "/x"})
    void what_is_no_branch_is_refused(String branch) {
        assertThatThrownBy(() -> GitAddress.of("git+ssh://host/x#" + branch))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("change what follows '#'");
    }
}
