package dev.modelgate.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/tags.json",
                "../tags.json",
                "entries/../../x",
                "entries//x",
                "entries/",
                ".lock",
                "a/.b",
                "..",
                ".",
                "a/..",
                "a\\b",
                "a b",
                "ä.json",
                "a\0",
                "index.jsonl",
                "index/000001.jsonl",
                "INDEX.JSONL",
                "torn/x",
                "C:/x",
                "a/b:c"
            })
    void a_path_that_could_leave_the_registry_or_touch_its_chain_is_refused(String path) {
        assertThatThrownBy(() -> new DocumentPath(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_path_knows_its_name_and_the_digest_in_it() {
        DocumentPath path = DocumentPath.cases("ab".repeat(32));

        assertThat(path.text()).isEqualTo("evidence/" + "ab".repeat(32) + ".jsonl");
        assertThat(path.stem()).isEqualTo("ab".repeat(32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0.0", "vv1", "v1.0.0/x", "v1 0", "v", "v1.0.0\n"})
    void a_tag_that_could_be_something_else_is_refused(String text) {
        assertThatThrownBy(() -> new SemverTag(text))
                .isInstanceOf(MalformedSemverException.class)
                .hasMessageContaining("the semver is");
    }

    @Test
    void a_tag_of_the_greatest_length_is_taken_and_a_longer_one_is_not() {
        String longest = "v1.0.0-" + "x".repeat(SemverTag.MAX_LENGTH - 7);

        assertThat(new SemverTag(longest).text()).hasSize(SemverTag.MAX_LENGTH);
        assertThatThrownBy(() -> new SemverTag(longest + "x")).isInstanceOf(MalformedSemverException.class);
    }

    @Test
    void only_dev_is_development_and_both_names_mean_the_same() {
        assertThat(Environment.of(Map.of())).isEqualTo(Environment.PRODUCTION);
        assertThat(Environment.of(Map.of("GATE_ENV", "dev"))).isEqualTo(Environment.DEVELOPMENT);
        assertThat(Environment.of(Map.of("LYNX_ENV", "dev"))).isEqualTo(Environment.DEVELOPMENT);
        assertThat(Environment.of(Map.of("GATE_ENV", "dev", "LYNX_ENV", "dev"))).isEqualTo(Environment.DEVELOPMENT);
        assertThat(Environment.of(Map.of("GATE_ENV", "", "LYNX_ENV", "dev"))).isEqualTo(Environment.DEVELOPMENT);
        assertThat(Environment.of(Map.of("GATE_ENV", "Dev"))).isEqualTo(Environment.PRODUCTION);
        assertThat(Environment.of(Map.of("LYNX_ENV", "staging"))).isEqualTo(Environment.PRODUCTION);
    }

    @Test
    void two_environments_that_differ_are_an_error() {
        assertThatThrownBy(() -> Environment.of(Map.of("GATE_ENV", "prod", "LYNX_ENV", "dev")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("GATE_ENV is 'prod', but LYNX_ENV is 'dev' and both mean the same; unset one of them");
    }

    @Test
    void development_and_production_registries_are_kept_apart_both_ways() {
        RegistryIdentity development = new RegistryIdentity("tutor", true);
        RegistryIdentity production = new RegistryIdentity("tutor", false);

        development.requireReadableIn(Environment.DEVELOPMENT, "r");
        production.requireReadableIn(Environment.PRODUCTION, "r");
        assertThatThrownBy(() -> development.requireReadableIn(Environment.PRODUCTION, "r"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("r is a development registry, but GATE_ENV is not 'dev'");
        assertThatThrownBy(() -> production.requireReadableIn(Environment.DEVELOPMENT, "r"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("r is a production registry, but GATE_ENV is 'dev'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void a_line_of_models_needs_a_name_that_can_be_shown(String model) {
        assertThatThrownBy(() -> new RegistryIdentity(model, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
