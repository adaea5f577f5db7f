package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.trust.Authenticity;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.registry.sign.key.KeyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cosign verifies what we sign. The other way round there is nothing to verify: this cosign signs attestations with
 * Ed25519ph, another algorithm under the same keys, and refuses them itself.
 */
@Tag("real")
class CosignTest {

    private static final String TYPE = "https://modelgate.dev/verdict/v1";

    private final RealTool cosign = RealTool.installed("bin/cosign", "install-cosign.sh");

    @TempDir
    Path directory;

    private KeyFiles keys;
    private Path bundle;
    private Path document;

    @BeforeEach
    void signs_a_verdict() throws IOException {
        keys = KeyGeneration.forVerdicts(directory, new SecureRandom());
        bundle = directory.resolve("verdict.sigstore.json");
        Files.writeString(bundle, signed().bundle());
        document = RealTool.project("spec/vectors/canonical-sha/basic.document.json");
    }

    @Test
    void cosign_verifies_our_bundle_against_the_canonical_document() throws Exception {
        RealTool.Result result = verify(keys.publicKey(), TYPE, document);

        assertThat(result.output()).contains("Verified OK");
        assertThat(result.status()).isZero();
    }

    @Test
    void cosign_refuses_a_changed_document() throws Exception {
        Path changed = directory.resolve("changed.json");
        Files.writeString(changed, Files.readString(document).replace("\"parent\":null", "\"parent\":nill"));

        assertRefused(
                verify(keys.publicKey(), TYPE, changed), "provided artifact digests do not match digests in statement");
    }

    @Test
    void cosign_refuses_another_key() throws Exception {
        Path second = Files.createDirectory(directory.resolve("second"));
        KeyFiles other = KeyGeneration.forVerdicts(second, new SecureRandom());

        assertRefused(verify(other.publicKey(), TYPE, document), "accepted signatures do not match threshold");
    }

    @Test
    void cosign_refuses_an_edited_verdict() throws Exception {
        String text = Files.readString(bundle);
        String payload = base64(Forger.statement());
        assertThat(text).contains(payload);
        Files.writeString(
                bundle, text.replace(payload, base64(Forger.statement().replace("73/75", "74/75"))));

        assertRefused(verify(keys.publicKey(), TYPE, document), "accepted signatures do not match threshold");
    }

    @Test
    void cosign_refuses_it_as_a_statement_of_another_kind() throws Exception {
        assertRefused(verify(keys.publicKey(), "https://modelgate.dev/other/v1", document), "invalid predicate type");
    }

    @Test
    void we_name_the_key_that_cosign_signed_with_where_it_is_not_trusted() throws Exception {
        importKey();
        attest(Files.writeString(directory.resolve("statement.json"), Forger.statement()));

        Authenticity found =
                VerdictFile.read(directory.resolve("attested.json")).check(Samples.TRUST, Samples.USED);

        assertThat(found).isInstanceOf(Authenticity.UnknownKey.class);
        KeyId named = ((Authenticity.UnknownKey) found).key();
        assertThat(named).isEqualTo(keys.id());
    }

    private SignedVerdict signed() throws IOException {
        return SignedVerdict.of(Samples.verdict(), LocalSigner.of(Files.readString(keys.privateKey())));
    }

    private RealTool.Result verify(Path key, String type, Path artifact) throws Exception {
        return cosign.run(
                directory,
                "verify-blob-attestation",
                "--key",
                key,
                "--bundle",
                bundle,
                "--insecure-ignore-tlog=true",
                "--type",
                type,
                artifact);
    }

    private void importKey() throws Exception {
        RealTool.Result result =
                cosign.run(directory, "import-key-pair", "--key", keys.privateKey(), "-o", "cosign", "-y");

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(new PublicKeyPem(Files.readString(directory.resolve("cosign.pub"))).id())
                .isEqualTo(keys.id());
    }

    private void attest(Path statement) throws Exception {
        RealTool.Result result = cosign.run(
                directory,
                "attest-blob",
                "--key",
                "cosign.key",
                "--use-signing-config=false",
                "--tlog-upload=false",
                "--bundle",
                "attested.json",
                "--statement",
                statement,
                "-y");

        assertThat(result.status()).as(result.output()).isZero();
    }

    private static void assertRefused(RealTool.Result result, String message) {
        assertThat(result.output()).contains(message).doesNotContain("Verified OK");
        assertThat(result.status()).isNotZero();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
