package dev.modelgate.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaScriptNumberTest {

    /** RFC 8785, appendix B: the bits of a double and how it is written. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void writes_a_double_as_the_standard_lists_it(String bits, String expected) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(EcmaScriptNumber.text(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2.0, 2",
        "-0, 0",
        "-0.0, 0",
        "1E+21, 1e+21",
        "100000000000000000000.0, 100000000000000000000",
        "0.1e-6, 1e-7",
        "1e-400, 0",
        "2e-324, 0",
        "9007199254740993.0, 9007199254740992",
        "9007199254740991, 9007199254740991",
        "-9007199254740991, -9007199254740991",
        "2.22507385850720138309023271733240406421921598046233e-308, 2.2250738585072014e-308"
    })
    void writes_a_literal_as_the_nearest_double(String literal, String expected) {
        assertThat(EcmaScriptNumber.text(number(literal))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740992", "-9007199254740992", "123456789012345678901234567890"})
    void refuses_an_integer_that_doubles_cannot_tell_from_its_neighbour(String literal) {
        assertThatThrownBy(() -> EcmaScriptNumber.text(number(literal)))
                .isInstanceOf(UncanonicalJsonException.class)
                .hasMessage("the integer " + literal
                        + " is beyond ±(2^53 - 1), where doubles skip integers; write it as a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e309", "-1e309", "1.8e308"})
    void refuses_a_number_that_would_become_infinite(String literal) {
        assertThatThrownBy(() -> EcmaScriptNumber.text(number(literal)))
                .isInstanceOf(UncanonicalJsonException.class)
                .hasMessage("the number " + literal + " is beyond the range of a double; write it as a string");
    }

    @Test
    void says_where_the_number_stood_when_it_refuses_one() {
        JsonNumber number = new JsonNumber("1e309", new Place(3, 7));

        assertThatThrownBy(() -> EcmaScriptNumber.text(number))
                .isInstanceOfSatisfying(
                        UncanonicalJsonException.class,
                        e -> assertThat(e.place()).isEqualTo(new Place(3, 7)));
    }

    private static JsonNumber number(String literal) {
        return new JsonNumber(literal, Place.NONE);
    }
}
