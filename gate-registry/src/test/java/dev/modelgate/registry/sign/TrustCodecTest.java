package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.registry.sign.oms.EcdsaKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustCodecTest {

    private static final TrustedKey CI = new TrustedKey(
            "ci", Samples.CI.publicKey(), Optional.of(Samples.MADE), Optional.of(Samples.MADE.plusSeconds(86_400)));
    private static final Trust TRUST =
            new Trust(false, ImmutableList.of(CI, Samples.key("other", Samples.OTHER)), Optional.of("a".repeat(64)));

    @Test
    void writes_the_documented_form() {
        String pem = CI.key().text().replace("\n", "\\n");

        assertThat(text(Samples.trust(true, CI))).isEqualTo("""
                {
                  "schema": "modelgate.trust/v1",
                  "previous": null,
                  "unsigned_counts": true,
                  "keys": [
                    {"id": "%s", "name": "ci", "valid_from": "2026-05-01T09:00:00Z", "valid_until": "2026-05-02T09:00:00Z", "public_key": "%s"}
                  ]
                }
                """.formatted(CI.id(), pem));
    }

    @Test
    void reads_back_what_it_wrote() {
        assertThat(decode(text(TRUST))).isEqualTo(TRUST);
        assertThat(decode(text(TRUST)).sha256()).isEqualTo(TRUST.sha256());
    }

    @Test
    void a_key_that_does_not_have_its_id_is_an_error() {
        String edited = text(TRUST)
                .replace(
                        "\"id\": \"" + CI.id(),
                        "\"id\": \"" + Samples.OTHER.publicKey().id());

        assertUnreadable(edited, "trust.json is no trust: the key 'ci' has the id");
    }

    @Test
    void a_key_of_another_kind_is_an_error() {
        TrustedKey ecdsa = new TrustedKey(
                "oms", EcdsaKey.generate(new SecureRandom()).publicKey(), Optional.empty(), Optional.empty());

        assertUnreadable(text(Samples.trust(false, ecdsa)), "is no Ed25519 key");
    }

    @Test
    void anything_else_than_a_trust_is_an_error() {
        assertUnreadable("{}", "trust.json:1:1 has no 'schema'");
        assertUnreadable(text(TRUST).replace("trust/v1", "trust/v2"), "the schema is 'modelgate.trust/v2', but");
        assertUnreadable(text(TRUST).replace("false", "\"no\""), "is a string, but true or false is required");
        assertUnreadable(text(TRUST).replace("2026-05-01T09", "yesterday"), "trust.json is no trust: Text");
        assertUnreadable(text(TRUST).replace("\"name\": \"other\"", "\"name\": \"ci\""), "two keys named 'ci'");
    }

    private static void assertUnreadable(String json, String message) {
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    private static Trust decode(String json) {
        return TrustCodec.decode(json.getBytes(StandardCharsets.UTF_8), "trust.json");
    }

    private static String text(Trust trust) {
        return new String(TrustCodec.encode(trust), StandardCharsets.UTF_8);
    }
}
