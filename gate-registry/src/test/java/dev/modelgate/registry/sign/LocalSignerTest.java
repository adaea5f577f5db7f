package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.trust.Pem;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LocalSignerTest extends VerdictSignerContractTest {

    private static final String KEY = Pem.text(
            Pem.PRIVATE_KEY, Ed25519.generate(new SecureRandom()).getPrivate().getEncoded());

    @Override
    VerdictSigner signer() {
        return LocalSigner.of(KEY);
    }

    @Test
    void takes_the_key_from_the_environment() {
        assertThat(LocalSigner.of(Map.of("GATE_SIGNING_KEY", KEY)).orElseThrow().publicKey())
                .isEqualTo(signer().publicKey());
        assertThat(LocalSigner.of(Map.of("GATE_SIGNING_KEY", KEY.replace("\n", "\r\n")))
                        .orElseThrow()
                        .publicKey())
                .isEqualTo(signer().publicKey());
    }

    @Test
    void gives_no_signer_where_the_variable_is_unset_or_blank() {
        assertThat(LocalSigner.of(Map.of())).isEmpty();
        assertThat(LocalSigner.of(Map.of("GATE_SIGNING_KEY", " \n"))).isEmpty();
    }

    @Test
    void a_key_that_cannot_be_used_is_an_error_and_is_never_repeated() {
        String body = KEY.lines().skip(1).findFirst().orElseThrow();

        assertSilent(() -> LocalSigner.of(body), body, "it has the PEM blocks [], but one 'PRIVATE KEY' is required");
        assertSilent(
                () -> LocalSigner.of(KEY.replace(body, body.substring(0, 40))),
                body.substring(0, 30),
                "its block 'PRIVATE KEY' is no Ed25519 key in PKCS#8");
        assertSilent(
                () -> LocalSigner.of(KEY.replace(body, body.replace("M", "="))),
                body.substring(10, 30),
                "the block 'PRIVATE KEY' is not Base64");
        assertSilent(() -> LocalSigner.of(KEY + KEY), body, "the text has 2 blocks 'PRIVATE KEY'");
    }

    @Test
    void refuses_a_key_of_another_kind() throws NoSuchAlgorithmException {
        KeyPair ecdsa = KeyPairGenerator.getInstance("EC").generateKeyPair();
        String pem = Pem.text(Pem.PRIVATE_KEY, ecdsa.getPrivate().getEncoded());

        assertSilent(
                () -> LocalSigner.of(pem),
                pem.lines().skip(1).findFirst().orElseThrow(),
                "its block 'PRIVATE KEY' is no Ed25519 key in PKCS#8");
    }

    @Test
    void says_which_key_it_is_and_no_more() {
        String body = KEY.lines().skip(1).findFirst().orElseThrow();

        assertThat(signer().toString())
                .isEqualTo("signer with key " + signer().publicKey().id())
                .doesNotContain(body);
    }

    /** Looks at the whole chain of causes as a log would print it. */
    private static void assertSilent(ThrowingCallable call, String secret, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("GATE_SIGNING_KEY cannot sign: " + message)
                .satisfies(thrown -> assertThat(org.assertj.core.util.Throwables.getStackTrace(thrown))
                        .doesNotContain(secret));
    }
}
