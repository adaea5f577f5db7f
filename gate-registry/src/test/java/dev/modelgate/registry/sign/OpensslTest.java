package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.registry.sign.key.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** openssl alone suffices: with the commands of docs/signing.md, as they stand there. */
@Tag("real")
class OpensslTest {

    private final RealTool openssl = RealTool.ofSystem("openssl");

    @TempDir
    Path directory;

    @Test
    void verifies_an_envelope_by_the_documented_commands() throws Exception {
        KeyFiles keys = KeyGeneration.forVerdicts(directory, new SecureRandom());
        write(LocalSigner.of(Files.readString(keys.privateKey())));
        RealTool.Result result = documented();

        assertThat(result.output()).contains("Signature Verified Successfully").endsWith(Samples.MODEL + "\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void refuses_another_keys_envelope_by_the_documented_commands() throws Exception {
        KeyGeneration.forVerdicts(directory, new SecureRandom());
        write(Samples.OTHER);
        RealTool.Result result = documented();

        assertThat(result.output()).contains("Signature Verification Failure");
        assertThat(result.status()).isNotZero();
    }

    @Test
    void signs_with_a_key_that_openssl_made() throws Exception {
        Path key = directory.resolve("own.key");
        assertThat(openssl.run(directory, "genpkey", "-algorithm", "ed25519", "-out", key)
                        .status())
                .isZero();
        String publicKey = openssl.run(directory, "pkey", "-in", key, "-pubout").output();

        assertThat(LocalSigner.of(Files.readString(key)).publicKey().text()).isEqualTo(publicKey);
    }

    @Test
    void reads_the_private_keys_that_we_make() throws Exception {
        for (KeyFiles files : new KeyFiles[] {
            KeyGeneration.forVerdicts(directory, new SecureRandom()),
            KeyGeneration.forBundles(directory, new SecureRandom())
        }) {
            String publicKey = openssl.run(directory, "pkey", "-in", files.privateKey(), "-pubout")
                    .output();

            assertThat(new PublicKeyPem(publicKey).id()).isEqualTo(files.id());
        }
    }

    private void write(LocalSigner signer) throws IOException {
        Files.writeString(
                directory.resolve("verdict.dsse.json"),
                SignedVerdict.of(Samples.verdict(), signer).envelope());
    }

    private RealTool.Result documented() throws IOException, InterruptedException {
        String page = Files.readString(RealTool.project("docs/signing.md"));
        int start = page.indexOf("```bash\n") + 8;
        String commands = page.substring(start, page.indexOf("```", start));

        assertThat(commands).contains("openssl pkeyutl -verify");
        return RealTool.ofSystem("bash").run(directory, "-euo", "pipefail", "-c", commands);
    }
}
