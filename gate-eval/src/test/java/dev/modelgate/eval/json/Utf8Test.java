package dev.modelgate.eval.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelgate.core.CannotJudgeException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @Test
    void a_replacement_character_that_was_written_is_text() {
        assertEquals("what \uFFFD was", Utf8.decode(bytes("what \uFFFD was"), "f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "C3", "C328", "E28228", "EDA080", "F5808080", "C080", "F0908C"})
    void malformed_bytes_are_refused_by_their_place(String hex) {
        byte[] malformed = HexFormat.of().parseHex("61EFBFBD0A" + hex);
        CannotJudgeException e = assertThrows(CannotJudgeException.class, () -> Utf8.decode(malformed, "f"));
        assertTrue(e.getMessage().startsWith("f: the text is not UTF-8 at byte 5 in line 2;"), e.getMessage());
    }

    @Property
    void what_was_written_is_read(@ForAll String text) {
        String whole = new String(bytes(text), StandardCharsets.UTF_8); // half a surrogate pair is written as '?'
        Assume.that(!whole.startsWith("\uFEFF"));
        assertEquals(whole, Utf8.decode(bytes(whole), "f"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
