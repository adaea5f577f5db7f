package dev.modelgate.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.json.JsonValue.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource({"\uD800, \\ud800", "a\uDC00b, a\\udc00b", "\uDE00\uD83D, \\ude00\\ud83d"})
    void a_lone_surrogate_is_escaped_because_utf_8_cannot_hold_it(String text, String escaped) {
        assertThat(PrettyJson.line(JsonString.of(text))).isEqualTo('"' + escaped + '"');
    }

    @Test
    void a_pair_of_surrogates_stays_one_character() {
        assertThat(PrettyJson.line(JsonString.of("a\uD83D\uDE00"))).isEqualTo("\"a\uD83D\uDE00\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "he said \"no\" twice, he said \\\"no\\\" twice",
                "\"x, \\\"x",
                "x\", x\\\"",
                "\uE000\"\uFFFD, \uE000\\\"\uFFFD"
            })
    void what_stands_around_an_escape_stays_as_it_is(String text, String escaped) {
        assertThat(PrettyJson.line(JsonString.of(text))).isEqualTo('"' + escaped + '"');
    }

    @Test
    void what_json_must_escape_is_escaped_in_its_shortest_form() {
        assertThat(PrettyJson.line(JsonString.of("\"\\\b\t\n\f\r\u0001/é")))
                .isEqualTo("\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001/é\"");
    }
}
