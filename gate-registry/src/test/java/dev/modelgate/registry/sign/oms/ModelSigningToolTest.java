package dev.modelgate.registry.sign.oms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.registry.sign.KeyGeneration;
import dev.modelgate.registry.sign.RealTool;
import dev.modelgate.registry.sign.key.KeyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool of OpenSSF Model Signing verifies what we sign, and we verify what it signs. */
@Tag("real")
class ModelSigningToolTest {

    private final RealTool tool =
            RealTool.installed("model-signing/bin/python", "install-model-signing.sh", "-m", "model_signing");

    @TempDir
    Path directory;

    private KeyFiles keys;
    private Path bundle;
    private Path signature;

    @BeforeEach
    void makes_a_bundle() throws IOException {
        keys = KeyGeneration.forBundles(directory, new SecureRandom());
        bundle = Files.createDirectories(directory.resolve("tutor"));
        signature = directory.resolve("tutor.sig");
        Path models = RealTool.project("examples/grammar-tutor/models/clean");
        for (String name : new String[] {"model.safetensors", "config.json"}) {
            Files.copy(models.resolve(name), bundle.resolve(name));
        }
        Files.createDirectories(bundle.resolve("a/deep"));
        Files.writeString(bundle.resolve("a.txt"), "a");
        Files.writeString(bundle.resolve("a-b"), "a");
        Files.writeString(bundle.resolve("a/deep/é 😀.txt"), "b");
        Files.writeString(bundle.resolve("a/deep/ａ"), "c");
        Files.writeString(bundle.resolve(".gitattributes"), "d");
        Files.writeString(bundle.resolve(".hidden"), "e");
    }

    @Test
    void the_tool_verifies_our_signature() throws Exception {
        sign();
        RealTool.Result result = verify(keys.publicKey());

        assertThat(result.output()).contains("Verification succeeded").doesNotContain("WARNING");
        assertThat(result.status()).isZero();
    }

    @Test
    void the_tool_verifies_our_signature_that_lies_in_the_bundle() throws Exception {
        signature = bundle.resolve("model.sig");
        sign();

        assertThat(verify(keys.publicKey()).output()).contains("Verification succeeded");
    }

    @Test
    void the_tool_refuses_a_changed_file_under_our_signature() throws Exception {
        sign();
        Files.writeString(bundle.resolve("config.json"), "{}");

        assertRefused(verify(keys.publicKey()), "Signature mismatch: ['Hash mismatch for \\'config.json");
    }

    @Test
    void the_tool_refuses_an_added_file_under_our_signature() throws Exception {
        sign();
        Files.writeString(bundle.resolve("extra.py"), "");

        assertRefused(verify(keys.publicKey()), "Extra files found in model 'tutor': extra.py");
    }

    @Test
    void the_tool_refuses_our_signature_with_another_key() throws Exception {
        sign();
        Path second = Files.createDirectory(directory.resolve("second"));

        assertRefused(
                verify(KeyGeneration.forBundles(second, new SecureRandom()).publicKey()), "Key mismatch");
    }

    @Test
    void we_verify_what_the_tool_signed_with_our_key() throws Exception {
        signByTool();

        assertThat(check()).isEqualTo(new BundleAuthenticity.Valid(keys.id(), 7));
    }

    @Test
    void we_verify_a_signature_that_the_tool_wrote_into_the_bundle() throws Exception {
        signature = bundle.resolve("model.sig");
        signByTool();

        assertThat(check()).isEqualTo(new BundleAuthenticity.Valid(keys.id(), 7));
    }

    @Test
    void we_refuse_a_changed_file_under_the_tools_signature() throws Exception {
        signByTool();
        byte[] weights = Files.readAllBytes(bundle.resolve("model.safetensors"));
        weights[weights.length - 1] ^= 1;
        Files.write(bundle.resolve("model.safetensors"), weights);

        assertBad("'model.safetensors' is changed since it was signed");
    }

    @Test
    void we_refuse_what_the_tool_was_told_to_leave_out() throws Exception {
        signByTool("--ignore-paths", bundle.resolve("model.safetensors"));

        assertThat(verify(keys.publicKey()).output()).contains("Verification succeeded");
        assertBad("'model.safetensors' is not signed");
    }

    @Test
    void both_give_the_bundle_the_same_digest() throws Exception {
        signByTool();
        String theirs = subject();
        sign();

        assertThat(subject()).isEqualTo(theirs);
    }

    private void sign() throws IOException {
        EcdsaKey key = EcdsaKey.of(Files.readString(keys.privateKey()));
        Files.writeString(signature, BundleSignature.sign(bundle, signature, key));
    }

    private void signByTool(Object... more) throws Exception {
        Object[] line = Stream.concat(
                        Stream.of("sign", "key", bundle, "--signature", signature, "--private_key", keys.privateKey()),
                        Arrays.stream(more))
                .toArray();
        RealTool.Result result = tool.run(directory, line);

        assertThat(result.status()).as(result.output()).isZero();
    }

    private RealTool.Result verify(Path key) throws Exception {
        return tool.run(directory, "verify", "key", bundle, "--signature", signature, "--public_key", key);
    }

    private BundleAuthenticity check() throws IOException {
        return BundleSignature.check(bundle, signature, new PublicKeyPem(Files.readString(keys.publicKey())));
    }

    private void assertBad(String message) throws IOException {
        assertThat(check()).isInstanceOf(BundleAuthenticity.Bad.class);
        assertThat(((BundleAuthenticity.Bad) check()).why()).contains(message);
    }

    /** The digest over all files, as the signature states it. */
    private String subject() throws IOException {
        String text = Files.readString(signature).replace("\": \"", "\":\"");
        String payload = new String(
                Base64.getDecoder().decode(text.replaceAll("(?s).*\"payload\":\"([^\"]+)\".*", "$1")),
                StandardCharsets.UTF_8);
        return payload.replaceAll("(?s).*\"subject\":\\s*\\[\\s*\\{.*?\"sha256\":\\s*\"([0-9a-f]{64})\".*", "$1");
    }

    private static void assertRefused(RealTool.Result result, String message) {
        assertThat(result.output()).contains("Verification failed with error").contains(message);
        assertThat(result.status()).isNotZero();
    }
}
