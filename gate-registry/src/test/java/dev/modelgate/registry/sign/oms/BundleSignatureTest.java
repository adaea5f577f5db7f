package dev.modelgate.registry.sign.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.trust.PublicKeyPem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSignatureTest {

    private static final EcdsaKey KEY = EcdsaKey.generate(new SecureRandom());
    private static final EcdsaKey OTHER = EcdsaKey.generate(new SecureRandom());

    @TempDir
    Path directory;

    private Path bundle;
    private Path signature;

    @BeforeEach
    void makes_a_bundle() throws IOException {
        bundle = Files.createDirectories(directory.resolve("tutor"));
        signature = directory.resolve("tutor.sig");
        Files.createDirectories(bundle.resolve("a/deep"));
        Files.writeString(bundle.resolve("config.json"), "{}");
        Files.writeString(bundle.resolve("a.txt"), "a");
        Files.writeString(bundle.resolve("a/deep/é 😀.txt"), "b");
        Files.write(bundle.resolve("model.onnx"), new byte[600_000]);
    }

    @Test
    void a_signed_bundle_is_valid() throws IOException {
        sign();

        assertThat(check())
                .isEqualTo(new BundleAuthenticity.Valid(KEY.publicKey().id(), 4));
    }

    @Test
    void the_signature_may_lie_in_the_bundle() throws IOException {
        signature = bundle.resolve("model.sig");
        Files.writeString(signature, "an older one");
        sign();

        assertThat(check()).isInstanceOf(BundleAuthenticity.Valid.class);
        assertThat(payload())
                .contains("\"ignore_paths\":[\".git\",\".gitattributes\",\".github\",\".gitignore\",\"model.sig\"]");
    }

    @Test
    void the_bundle_may_be_reached_by_a_link() throws IOException {
        bundle = Files.createSymbolicLink(directory.resolve("current"), bundle);
        signature = directory.resolve("tutor/model.sig");
        sign();

        assertThat(check())
                .isEqualTo(new BundleAuthenticity.Valid(KEY.publicKey().id(), 4));
    }

    @Test
    void another_name_of_the_signature_does_not_hide_from_it() throws IOException {
        signature = bundle.resolve("model.sig");
        sign();
        Files.createLink(bundle.resolve("hidden.py"), signature);

        assertBad(check()).contains("'hidden.py' is not signed");
    }

    @Test
    void what_git_keeps_beside_the_model_is_not_signed() throws IOException {
        Files.createDirectories(bundle.resolve(".git/refs"));
        Files.writeString(bundle.resolve(".git/refs/head"), "1");
        Files.writeString(bundle.resolve(".gitattributes"), "*.onnx filter=lfs");
        sign();
        Files.writeString(bundle.resolve(".git/refs/head"), "2");

        assertThat(check())
                .isEqualTo(new BundleAuthenticity.Valid(KEY.publicKey().id(), 4));
    }

    @Test
    void lists_files_by_path_segment_as_the_tool_does() throws IOException {
        sign();

        assertThat(payload())
                .containsSubsequence("\"a/deep/é 😀.txt\"", "\"a.txt\"", "\"config.json\"", "\"model.onnx\"");
    }

    @Test
    void refuses_a_changed_file() throws IOException {
        sign();
        Files.writeString(bundle.resolve("a/deep/é 😀.txt"), "c");

        assertBad(check()).contains("'a/deep/é 😀.txt' is changed since it was signed; fetch the bundle again");
    }

    @Test
    void refuses_a_missing_and_an_added_file_and_names_both() throws IOException {
        sign();
        Files.move(bundle.resolve("a.txt"), bundle.resolve("b.txt"));

        assertBad(check()).contains("'a.txt' is missing, 'b.txt' is not signed; fetch");
    }

    @Test
    void refuses_files_of_the_same_content_under_swapped_names() throws IOException {
        sign();
        Files.writeString(bundle.resolve("a.txt"), "b");
        Files.writeString(bundle.resolve("a/deep/é 😀.txt"), "a");

        assertBad(check()).contains("'a.txt' are changed since it was signed");
    }

    @Test
    void names_a_few_of_many_files() throws IOException {
        sign();
        for (int i = 0; i < 7; i++) {
            Files.writeString(bundle.resolve("new" + i), "");
        }

        assertBad(check()).contains("'new0', 'new1', 'new2' and 4 more are not signed");
    }

    @Test
    void refuses_an_edited_payload() throws IOException {
        sign();
        String text = Files.readString(signature);
        String edited = base64(payload().replace("config.json", "konfig.json"));
        Files.writeString(signature, text.replace(base64(payload()), edited));

        assertBad(check()).contains("its content was edited, or another key signed it; have the bundle signed again");
    }

    @Test
    void refuses_the_signature_of_another_key_whatever_it_says_of_itself() throws IOException {
        Files.writeString(signature, BundleSignature.sign(bundle, signature, OTHER));
        assertBad(check()).contains("it was made with another key than");

        String text = Files.readString(signature);
        Files.writeString(signature, text.replaceAll("\"hint\": \"[0-9a-f]+\"", "\"hint\": \"\""));
        assertBad(check()).contains("its content was edited, or another key signed it");
    }

    @Test
    void refuses_a_signature_that_leaves_a_file_out() throws IOException {
        Files.delete(bundle.resolve("model.onnx"));
        sign();
        Files.write(bundle.resolve("model.onnx"), new byte[1]);

        assertBad(check()).contains("'model.onnx' is not signed");
    }

    @Test
    void a_link_in_the_bundle_is_an_error() throws IOException {
        Files.createSymbolicLink(bundle.resolve("weights"), directory.resolve("elsewhere"));

        assertThatThrownBy(this::sign)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("weights is a symbolic link, but a signed bundle must hold its files itself");
    }

    @Test
    void a_bundle_without_files_is_an_error() throws IOException {
        bundle = Files.createDirectory(directory.resolve("empty"));
        Files.writeString(bundle.resolve(".gitignore"), "");

        assertThatThrownBy(this::sign)
                .hasMessageContaining("empty holds no file to sign, but a bundle has at least one");
        assertThatThrownBy(() -> BundleSignature.sign(directory.resolve("none"), signature, KEY))
                .hasMessageContaining("none is no directory, but a bundle is one");
    }

    @Test
    void a_key_is_read_back_from_its_text_and_never_shown() {
        String text = KEY.privatePem();
        String secret = text.lines().skip(1).findFirst().orElseThrow();

        assertThat(EcdsaKey.of(java.util.Map.of("GATE_OMS_KEY", text))
                        .orElseThrow()
                        .publicKey())
                .isEqualTo(KEY.publicKey());
        assertThat(EcdsaKey.of(java.util.Map.of())).isEmpty();
        assertThat(KEY.toString()).doesNotContain(secret);
        assertThatThrownBy(() -> EcdsaKey.of(text.replace("-----BEGIN PUBLIC", "-----")))
                .hasMessageStartingWith("GATE_OMS_KEY cannot sign: the public key has the PEM blocks [PRIVATE KEY]")
                .hasMessageNotContaining(secret);
    }

    @Test
    void refuses_halves_of_two_keys() {
        String mixed = KEY.privatePem()
                .replace(KEY.publicKey().text(), OTHER.publicKey().text());

        assertThatThrownBy(() -> EcdsaKey.of(mixed))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("does not belong to its private key");
    }

    @Test
    void refuses_to_check_with_a_key_on_another_curve() throws Exception {
        var generator = java.security.KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec("secp384r1"));
        PublicKeyPem p384 =
                PublicKeyPem.of(generator.generateKeyPair().getPublic().getEncoded());
        sign();

        assertThatThrownBy(() -> BundleSignature.check(bundle, signature, p384))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no ECDSA key on P-256");
    }

    private void sign() throws IOException {
        Files.writeString(signature, BundleSignature.sign(bundle, signature, KEY));
    }

    private BundleAuthenticity check() {
        return BundleSignature.check(bundle, signature, KEY.publicKey());
    }

    private AbstractStringAssert<?> assertBad(BundleAuthenticity found) {
        assertThat(found).isInstanceOf(BundleAuthenticity.Bad.class);
        return assertThat(((BundleAuthenticity.Bad) found).why())
                .startsWith("the bundle's signature " + signature + " does not count: ");
    }

    private String payload() throws IOException {
        String text = Files.readString(signature);
        String start = "\"payload\": \"";
        int at = text.indexOf(start) + start.length();
        return new String(
                Base64.getDecoder().decode(text.substring(at, text.indexOf('"', at))), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
