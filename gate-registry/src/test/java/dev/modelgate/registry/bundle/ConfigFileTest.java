package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.json.CanonicalJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":2}          | { "a" : 2.0 }
            {"a":"gelu"}     | {"a":"\\u0067elu"}
            {"a":1,"b":2}    | {"b":2,"a":1}
            1e21             | 1000000000000000000000.0
            null             |`\n null \n`
            """)
    void takes_the_value_and_not_the_writing(String one, String other) {
        assertThat(config(one).sha()).isEqualTo(config(other).sha());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":2}  | {"a":"2"}
            {"a":2}  | {"A":2}
            [1,2]    | [2,1]
            {}       | null
            0.1      | 0.10000000000000002
            """)
    void tells_values_apart(String one, String other) {
        assertThat(config(one).sha()).isNotEqualTo(config(other).sha());
    }

    @Test
    void is_null_in_the_document_when_there_is_no_file() {
        assertThat(CanonicalJson.text(Bundle.in(directory).withWeights().read().config()))
                .isEqualTo("null");
    }

    @Test
    void is_a_plain_file_when_it_lies_deeper() {
        assertThat(config("{}").with("sub/config.json", "not json").read().files())
                .extracting(FileEntry::path)
                .containsExactly("sub/config.json");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            :1:8: the key 'a' occurs twice                          | {"a":1,"a":2}
            :2:5: the integer 9007199254740992 is beyond            |`{\n"a":9007199254740992}`
            :1:2: the integer -9007199254740993 is beyond           | [-9007199254740993]
            :1:6: the number 1e309 is beyond the range of a double  | {"a":1e309}
            :1:6: a string holds the lone surrogate \\ud800         | {"a":"\\ud800"}
            the JSON is malformed (Unexpected low surrogate         | {"\\udc00":1}
            the JSON is malformed                                   | {"a":NaN}
            the JSON is malformed                                   | {"a":Infinity}
            the JSON is malformed                                   | {'a':1}
            the JSON is malformed                                   | {"a":1,}
            the JSON is malformed                                   | {"a":1}//
            :1:4: something follows the JSON value                  | {} {}
            the file is empty                                       |` `
            """)
    void names_file_line_and_column_when_the_value_has_no_canonical_form(String reason, String json) {
        config(json)
                .assertError()
                .hasMessageStartingWith(directory + "/config.json:")
                .hasMessageContaining(reason);
    }

    @Test
    void is_an_error_when_it_starts_with_a_byte_order_mark() {
        config("\ufeff{}")
                .assertError()
                .hasMessageStartingWith(directory + "/config.json: the file starts with a byte-order mark");
    }

    @Test
    void is_an_error_when_it_is_not_utf8() {
        byte[] bytes = Bytes.concat("\"".getBytes(StandardCharsets.US_ASCII), new byte[] {(byte) 0xe9, '"'});

        Bundle.in(directory)
                .withWeights()
                .with("config.json", bytes)
                .assertError()
                .hasMessageContaining("config.json: the text is not UTF-8 at byte 1");
    }

    @Test
    void is_an_error_when_it_is_nested_too_deeply() {
        config("[".repeat(1001) + "]".repeat(1001))
                .assertError()
                .hasMessageStartingWith(directory + "/config.json:1:1002: ")
                .hasMessageContaining("depth");
        assertThat(config("[".repeat(1000) + "]".repeat(1000)).sha()).hasSize(64);
    }

    @Test
    void is_an_error_when_it_is_too_large_to_hold() throws IOException {
        Bundle bundle = Bundle.in(directory).withWeights();
        try (RandomAccessFile file =
                new RandomAccessFile(bundle.path("config.json").toFile(), "rw")) {
            file.setLength(ConfigFile.MAX_BYTES + 1);
        }

        bundle.assertError().hasMessageContaining("config.json has 100000001 bytes, but at most 100000000 are allowed");
    }

    private Bundle config(String json) {
        return Bundle.in(directory).withWeights().with("config.json", json);
    }
}
