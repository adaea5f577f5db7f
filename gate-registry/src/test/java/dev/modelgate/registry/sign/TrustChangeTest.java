package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.eval.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustChangeTest {

    private static final TrustedKey CI = Samples.key("ci", Samples.CI);
    private static final TrustedKey OTHER = Samples.key("other", Samples.OTHER);
    private static final Trust FIRST = Samples.TRUST;
    private static final Trust SECOND = after(FIRST, true, CI, OTHER);

    @Test
    void a_change_sealed_by_a_trusted_key_may_follow() throws IOException {
        assertThat(objection(FIRST, SECOND, seal(SECOND, Samples.CI))).isEmpty();
    }

    @Test
    void the_first_trust_needs_no_seal_but_a_false_one_is_refused() throws IOException {
        assertThat(objection(Trust.NONE, FIRST, Optional.empty())).isEmpty();
        assertThat(objection(Trust.NONE, FIRST, seal(FIRST, Samples.CI))).isEmpty();
        assertThat(objection(Trust.NONE, FIRST, seal(SECOND, Samples.CI)).orElseThrow())
                .contains("does not fit such a key");
    }

    @Test
    void an_unsealed_change_is_refused() {
        assertThat(objection(FIRST, SECOND, Optional.empty()).orElseThrow()).startsWith("the new trust is not signed");
    }

    @Test
    void a_seal_by_the_key_that_the_change_would_add_is_refused() throws IOException {
        assertThat(objection(FIRST, SECOND, seal(SECOND, Samples.OTHER)).orElseThrow())
                .startsWith("the new trust's signature says that it is by key "
                        + Samples.OTHER.publicKey().id() + ", but it does not fit such a key of the current trust");
    }

    @Test
    void a_seal_of_another_trust_is_refused() throws IOException {
        Trust stricter = after(FIRST, false, CI, OTHER);

        assertThat(objection(FIRST, SECOND, seal(stricter, Samples.CI)).orElseThrow())
                .contains("does not fit such a key");
    }

    @Test
    void a_seal_under_a_trusted_keys_name_is_refused() throws IOException {
        String named = "{\"keyid\": \"%s\", \"sig\": %s}"
                .formatted(
                        Samples.CI.publicKey().id(),
                        "\""
                                + seal(SECOND, Samples.OTHER)
                                        .orElseThrow()
                                        .signature()
                                        .base64() + "\"");

        assertThat(objection(FIRST, SECOND, Optional.of(decode(named))).orElseThrow())
                .contains("does not fit such a key");
    }

    @Test
    void a_signature_over_a_verdict_is_no_seal() throws IOException {
        Seal other = Seal.of("application/vnd.in-toto+json", SECOND.bytes(), Samples.CI);

        assertThat(objection(FIRST, SECOND, Optional.of(other)).orElseThrow()).contains("does not fit such a key");
    }

    @Test
    void a_seal_is_read_back_from_an_event() throws IOException {
        Seal seal = seal(SECOND, Samples.CI).orElseThrow();
        Seal read = Seal.decode(seal.json(), "event");

        assertThat(objection(FIRST, SECOND, Optional.of(read))).isEmpty();
        assertThat(read.json()).isEqualTo(seal.json());
        assertThatThrownBy(() -> decode("{\"keyid\": \"me\", \"sig\": \"\"}"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("event is no signature: the key id is 'me'");
        assertThatThrownBy(() -> decode("{\"sig\": \"\"}")).hasMessageContaining("it has no 'keyid'");
    }

    @Test
    void a_signer_whose_signature_does_not_fit_its_own_key_signs_nothing() {
        VerdictSigner confused = new VerdictSigner() {
            @Override
            public PublicKeyPem publicKey() {
                return Samples.CI.publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return Samples.OTHER.sign(message);
            }
        };

        assertThatThrownBy(() -> SignedVerdict.of(Samples.verdict(), confused))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("the signer's signature does not fit its own key");
    }

    private static Optional<String> objection(Trust current, Trust next, Optional<Seal> seal) {
        return TrustChange.objection(current, next, seal, Samples.USED);
    }

    private static Optional<Seal> seal(Trust trust, VerdictSigner signer) throws IOException {
        return Optional.of(TrustChange.seal(trust, signer));
    }

    private static Seal decode(String json) {
        return Seal.decode(JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8), "event"), "event");
    }

    private static Trust after(Trust previous, boolean unsignedCounts, TrustedKey... keys) {
        return new Trust(unsignedCounts, ImmutableList.copyOf(keys), Optional.of(previous.sha256()));
    }
}
