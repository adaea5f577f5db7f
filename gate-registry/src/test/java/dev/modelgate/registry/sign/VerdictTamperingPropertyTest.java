package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.trust.Authenticity;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class VerdictTamperingPropertyTest {

    private static final byte[] PAYLOAD = Forger.statement().getBytes(StandardCharsets.UTF_8);
    private static final byte[] SIGNATURE =
            Samples.CI.sign(DsseEnvelope.preAuthentication(DsseEnvelope.IN_TOTO, PAYLOAD));
    private static final String KEY = Samples.CI.publicKey().id().hex();

    @Property(tries = 150, generation = GenerationMode.RANDOMIZED)
    void any_flipped_bit_of_the_payload_is_refused(
            @ForAll @IntRange(min = 0, max = 1 << 20) int place, @ForAll @IntRange(min = 0, max = 7) int bit) {
        assertBad(envelope(flipped(PAYLOAD, place, bit), SIGNATURE));
    }

    @Property(tries = 150, generation = GenerationMode.RANDOMIZED)
    void any_flipped_bit_of_the_signature_is_refused(
            @ForAll @IntRange(min = 0, max = 63) int place, @ForAll @IntRange(min = 0, max = 7) int bit) {
        assertBad(envelope(PAYLOAD, flipped(SIGNATURE, place, bit)));
    }

    @Property(tries = 150, generation = GenerationMode.RANDOMIZED)
    void a_payload_cut_anywhere_is_refused(@ForAll @IntRange(min = 0, max = 1 << 20) int length) {
        byte[] cut = java.util.Arrays.copyOf(PAYLOAD, length % PAYLOAD.length);

        assertBad(envelope(cut, SIGNATURE));
    }

    /** Also the bits of the last Base64 character that no byte has. */
    @Property(tries = 150, generation = GenerationMode.RANDOMIZED)
    void any_changed_character_of_the_written_signature_is_refused(
            @ForAll @IntRange(min = 0, max = 87) int place, @ForAll @IntRange(min = 1, max = 63) int shift)
            throws IOException {
        String envelope = SignedVerdict.of(Samples.verdict(), Samples.CI).envelope();
        int at = envelope.indexOf("\"sig\": \"") + 8 + place;

        assertBad(envelope.substring(0, at) + other(envelope.charAt(at), shift) + envelope.substring(at + 1));
    }

    private static char other(char current, int shift) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return alphabet.charAt((Math.max(0, alphabet.indexOf(current)) + shift) % alphabet.length());
    }

    private static byte[] flipped(byte[] bytes, int place, int bit) {
        byte[] changed = bytes.clone();
        changed[place % bytes.length] ^= (byte) (1 << bit);
        return changed;
    }

    private static String envelope(byte[] payload, byte[] signature) {
        return Forger.envelope(DsseEnvelope.IN_TOTO, payload, signature, KEY);
    }

    private static void assertBad(String envelope) {
        assertThat(Samples.file(envelope).check(Samples.TRUST, Samples.USED)).isInstanceOf(Authenticity.Bad.class);
    }
}
