package dev.modelgate.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonPathTest {

    @Test
    void uses_dots_for_plain_names_and_brackets_for_items() {
        assertThat(JsonPath.ROOT.member("rope").member("factors_2").item(3)).hasToString("$.rope.factors_2[3]");
    }

    @Test
    void quotes_a_name_that_a_dot_could_not_carry() {
        assertThat(JsonPath.ROOT.member("a.b")).hasToString("$['a.b']");
        assertThat(JsonPath.ROOT.member("")).hasToString("$['']");
        assertThat(JsonPath.ROOT.member("0")).hasToString("$['0']");
    }

    @Test
    void escapes_what_would_end_the_quote_or_the_line() {
        assertThat(JsonPath.ROOT.member("it's \"\\\" \n")).hasToString("$['it\\'s \"\\\\\" \\n']");
    }
}
