package dev.modelgate.ci.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* @a|gate.yaml|true",
                "* @a|deep/down/gate.yaml|true",
                "/gate.yaml @a|gate.yaml|true",
                "/gate.yaml @a|deep/gate.yaml|false",
                "gate.yaml @org/team # why|deep/gate.yaml|true",
                "gate.yaml a@example.org|gate.yaml|true",
                "gate.yaml|gate.yaml|false",
                "gate.yaml # @a|gate.yaml|false",
                ".github/ @a|.github/workflows/x.yml|true",
                "/.github/ @a|.github/CODEOWNERS|true",
                "/.github/* @a|.github/CODEOWNERS|true",
                "/.github/* @a|.github/workflows/x.yml|false",
                "/.github/** @a|.github/workflows/x.yml|true",
                ".github @a|.github/workflows/x.yml|true",
                "*.json @a|eval_baseline.json|true",
                "*.json @a|gate.yaml|false",
            })
    void a_pattern_owns_what_it_matches(String line, String path, boolean owned) {
        assertThat(Owners.read(List.of(line)).own(path)).isEqualTo(owned);
    }

    @Test
    void the_last_line_that_matches_counts_also_where_it_names_nobody() {
        Owners owners = Owners.read(List.of("# all", "* @a", "", "gate.yaml", "eval_*.json @b"));

        assertThat(owners.own("README.md")).isTrue();
        assertThat(owners.own("gate.yaml")).isFalse();
        assertThat(owners.own("eval_baseline.json")).isTrue();
    }

    @Test
    void an_optional_section_of_gitlab_asks_for_nobodys_approval() {
        Owners owners = Owners.read(List.of("[Gate]", "gate.yaml @a", "^[Friends]", "docs/ @b"));

        assertThat(owners.own("gate.yaml")).isTrue();
        assertThat(owners.own("docs/ci.md")).isFalse();
    }
}
