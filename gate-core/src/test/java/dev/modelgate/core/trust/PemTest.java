package dev.modelgate.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PemTest {

    private static final String ED25519 = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    @Test
    void writes_lines_of_64_characters_as_openssl_does() {
        String text = Pem.text(Pem.PUBLIC_KEY, new byte[91]);

        assertThat(text.lines().map(String::length)).containsExactly(26, 64, 60, 24);
        assertThat(text).endsWith("-----END PUBLIC KEY-----\n").doesNotContain("\r");
    }

    @Test
    void reads_a_key_whatever_the_line_breaks_and_what_stands_around_it() {
        String disguised = "a comment\r\n" + ED25519.replace("\n", "\r\n") + "\r\n\r\n";

        assertThat(new PublicKeyPem(disguised)).isEqualTo(new PublicKeyPem(ED25519));
        assertThat(new PublicKeyPem(disguised).text()).isEqualTo(ED25519);
    }

    @Test
    void names_a_key_by_the_digest_of_its_der() {
        // RFC 8410 section 10.1 prints this key; its id is what 'openssl pkey -pubin -outform DER | sha256sum' prints.
        assertThat(new PublicKeyPem(ED25519).id().hex())
                .isEqualTo("a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f");
    }

    @Test
    void refuses_a_private_key_where_a_public_one_belongs_and_does_not_repeat_it() {
        String secret = Pem.text(Pem.PRIVATE_KEY, "secret secret secret".getBytes(StandardCharsets.US_ASCII));
        String body = secret.lines().skip(1).findFirst().orElseThrow();

        assertThatThrownBy(() -> new PublicKeyPem(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the public key has the PEM blocks [PRIVATE KEY], but one 'PUBLIC KEY' is required")
                .hasMessageNotContaining(body);
    }

    @Test
    void refuses_two_keys_where_one_belongs() {
        assertThatThrownBy(() -> new PublicKeyPem(ED25519 + ED25519))
                .hasMessageStartingWith("the text has 2 blocks 'PUBLIC KEY', but one is required");
    }

    @Test
    void refuses_what_is_not_base64_without_quoting_it() {
        String broken = ED25519.replace("MCow", "MC=w");

        assertThatThrownBy(() -> new PublicKeyPem(broken))
                .hasMessage("the block 'PUBLIC KEY' is not Base64; copy the whole file again")
                .hasNoCause();
    }

    @Test
    void finds_no_block_where_the_end_does_not_fit_the_beginning() {
        assertThat(Pem.parse(ED25519.replace("END PUBLIC", "END PRIVATE")).labels())
                .isEmpty();
    }
}
