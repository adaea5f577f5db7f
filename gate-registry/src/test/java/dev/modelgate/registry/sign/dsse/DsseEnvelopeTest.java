package dev.modelgate.registry.sign.dsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.eval.json.JsonReader;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class DsseEnvelopeTest {

    private static final byte[] BYTES = {(byte) 0xFB, (byte) 0xFF, (byte) 0xFE, 1};

    /** The sample of the DSSE protocol, version 1. */
    @Test
    void encodes_what_is_signed_as_the_protocol_shows_it() {
        byte[] encoded = DsseEnvelope.preAuthentication("http://example.com/HelloWorld", utf8("hello world"));

        assertThat(new String(encoded, StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void counts_bytes_and_not_characters() {
        assertThat(new String(DsseEnvelope.preAuthentication("é", utf8("😀")), StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 2 é 4 😀");
    }

    @Test
    void reads_back_what_it_wrote() {
        DsseEnvelope envelope = new DsseEnvelope("t", ByteText.of(utf8("hello")), ByteText.of(BYTES), "k");

        assertThat(DsseEnvelope.decode(envelope.json())).isEqualTo(envelope);
    }

    @Test
    void takes_both_alphabets_padded_or_not() {
        for (String text : new String[] {"+//+AQ==", "+//+AQ", "-__-AQ==", "-__-AQ"}) {
            assertThat(ByteText.decode(text, "sig").bytes()).as(text).isEqualTo(BYTES);
            assertThat(ByteText.decode(text, "sig")).isEqualTo(ByteText.of(BYTES));
        }
    }

    @Test
    void refuses_base64_that_is_not_canonical() {
        // bits that no byte has; alphabets mixed; a line break; half a padding; padding too much; nonsense
        for (String text : new String[] {"+//+AR==", "+__+AQ==", "+//+\nAQ==", "+//+AQ=", "+//+AQ===", "?"}) {
            assertThatThrownBy(() -> ByteText.decode(text, "sig"))
                    .as(text)
                    .isInstanceOf(MalformedSignatureException.class)
                    .hasMessage("its 'sig' is not canonical Base64, but it must be");
        }
    }

    @Test
    void refuses_none_or_several_signatures() {
        assertRefused("""
                {"payloadType": "t", "payload": "", "signatures": []}""").hasMessageStartingWith("it has 0 signatures, but one is required");
        assertRefused("""
                {"payloadType": "t", "payload": "", "signatures": [{"sig": ""}, {"sig": ""}]}""").hasMessageStartingWith("it has 2 signatures, but one is required");
    }

    @Test
    void says_which_part_is_missing_or_of_the_wrong_kind() {
        assertRefused("""
                {"payload": "", "signatures": [{"sig": ""}]}""").hasMessage("it has no 'payloadType', but it must have one");
        assertRefused("""
                {"payloadType": "t", "payload": 1, "signatures": [{"sig": ""}]}""").hasMessage("its 'payload' is a number, but a string is required");
        assertRefused("""
                {"payloadType": "t", "payload": "", "signatures": {"sig": ""}}""").hasMessage("its 'signatures' is an object, but an array is required");
        assertRefused("""
                {"payloadType": "t", "payload": "", "signatures": ["sig"]}""").hasMessage("its 'signatures' is a string, but an object is required");
        assertRefused("""
                {"payloadType": "t", "payload": "", "signatures": [{"keyid": "k"}]}""").hasMessage("it has no 'sig', but it must have one");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String json) {
        return assertThatThrownBy(() -> DsseEnvelope.decode(JsonReader.readObject(utf8(json), "e")))
                .isInstanceOf(MalformedSignatureException.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
