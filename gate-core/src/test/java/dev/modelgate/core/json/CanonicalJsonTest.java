package dev.modelgate.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.JsonValue.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** RFC 8785, section 3.2.2. */
    @Test
    void writes_literals_numbers_and_strings_as_the_standard_shows() {
        JsonObject value = JsonBuilder.object()
                .put("numbers", numbers("333333333.33333329", "1E30", "4.50", "2e-3", "0.000000000000000000000000001"))
                .put("string", "\u20ac$\u000F\nA'B\"\\\\\"/")
                .put("literals", JsonArray.of(List.of(JsonNull.NULL, JsonBoolean.of(true), JsonBoolean.of(false))))
                .build();

        assertThat(CanonicalJson.text(value))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, section 3.2.3: U+1F600 sorts before U+FB33, because its first code unit does. */
    @Test
    void sorts_keys_by_code_unit_and_not_by_code_point() {
        JsonObject value = JsonBuilder.object()
                .put("\u20ac", "Euro Sign")
                .put("\r", "Carriage Return")
                .put("\ufb33", "Hebrew Letter Dalet With Dagesh")
                .put("1", "One")
                .put("\ud83d\ude00", "Emoji: Grinning Face")
                .put("\u0080", "Control")
                .put("\u00f6", "Latin Small Letter O With Diaeresis")
                .build();

        assertThat(CanonicalJson.text(value))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void escapes_only_what_json_must_escape() {
        assertThat(CanonicalJson.text(JsonString.of("\b\t\n\f\r\u0000\u001f\u007f\u2028<>&/é")))
                .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028<>&/é\"");
    }

    @Test
    void sorts_the_members_of_inner_objects_and_keeps_the_order_of_items() {
        JsonObject inner = JsonBuilder.object().put("b", 1).put("a", 2).build();
        JsonArray items = JsonArray.of(List.of(JsonString.of("z"), inner, JsonString.of("a")));

        assertThat(CanonicalJson.text(items)).isEqualTo("[\"z\",{\"a\":2,\"b\":1},\"a\"]");
    }

    @Test
    void gives_the_bytes_of_utf8() {
        assertThat(CanonicalJson.bytes(JsonString.of("ö😀")))
                .isEqualTo(new byte[] {
                    '"', (byte) 0xc3, (byte) 0xb6, (byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x80, '"'
                })
                .isEqualTo("\"ö😀\"".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writes_empty_containers_without_anything_inside() {
        JsonObject value = JsonBuilder.object()
                .put("a", JsonArray.of(List.of()))
                .put("o", JsonBuilder.object().build())
                .build();

        assertThat(CanonicalJson.text(value)).isEqualTo("{\"a\":[],\"o\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void refuses_a_lone_surrogate_in_a_string_and_says_where(String text) {
        JsonString value = new JsonString(text, new Place(2, 5));

        assertThatThrownBy(() -> CanonicalJson.text(value))
                .isInstanceOfSatisfying(
                        UncanonicalJsonException.class,
                        e -> assertThat(e.place()).isEqualTo(new Place(2, 5)))
                .hasMessageContaining("lone surrogate");
    }

    @Test
    void refuses_a_lone_surrogate_in_a_key() {
        JsonObject value = JsonBuilder.object().put("\ud800", 1).build();

        assertThatThrownBy(() -> CanonicalJson.text(value)).hasMessageContaining("lone surrogate \\ud800");
    }

    private static JsonArray numbers(String... literals) {
        return JsonArray.of(Stream.of(literals)
                .map(literal -> new JsonNumber(literal, Place.NONE))
                .toList());
    }
}
