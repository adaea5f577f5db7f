package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.port.VerdictSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every signer keeps, wherever its key is. */
abstract class VerdictSignerContractTest {

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    /** A signer; each call gives one with the same key. */
    abstract VerdictSigner signer();

    @Test
    void its_signature_fits_its_public_key() throws IOException {
        byte[] signed = signer().sign(MESSAGE);

        assertThat(signed).hasSize(64);
        assertThat(Ed25519.verifies(Ed25519.publicKey(signer().publicKey()), MESSAGE, signed))
                .isTrue();
    }

    @Test
    void its_signature_fits_no_other_message() throws IOException {
        byte[] signed = signer().sign(MESSAGE);

        assertThat(Ed25519.verifies(Ed25519.publicKey(signer().publicKey()), new byte[0], signed))
                .isFalse();
    }

    @Test
    void it_signs_an_empty_and_a_large_message() throws IOException {
        for (int size : new int[] {0, 1 << 20}) {
            byte[] signed = signer().sign(new byte[size]);

            assertThat(Ed25519.verifies(Ed25519.publicKey(signer().publicKey()), new byte[size], signed))
                    .isTrue();
        }
    }

    @Test
    void it_gives_the_same_signature_again() throws IOException {
        assertThat(signer().sign(MESSAGE)).isEqualTo(signer().sign(MESSAGE));
    }
}
