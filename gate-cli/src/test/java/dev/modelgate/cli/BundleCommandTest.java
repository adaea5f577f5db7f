package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCommandTest {

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void a_bundle_and_a_key() throws IOException {
        Files.createDirectories(directory.resolve("model"));
        Files.writeString(directory.resolve("model/model.onnx"), "weights");
        Files.writeString(directory.resolve("model/config.json"), "{}");
        shell = new Shell(directory);
        assertThat(shell.run("keygen", "--oms").status()).isZero();
        shell.with("GATE_OMS_KEY", Files.readString(directory.resolve("gate-oms.key")));
    }

    @Test
    void verifies_what_was_signed_and_refuses_what_changed_since() throws IOException {
        Shell.Result signed = shell.run("bundle", "sign", "model");
        Shell.Result verified = shell.run("bundle", "verify", "model", "--key", "gate-oms.pub");
        Files.writeString(directory.resolve("model/model.onnx"), "other weights");
        Shell.Result changed = shell.run("bundle", "verify", "model", "--key", "gate-oms.pub");

        assertThat(signed.status()).as(signed.err()).isZero();
        assertThat(signed.out()).contains("key id").doesNotContain("PRIVATE");
        assertThat(verified.status()).as(verified.out()).isZero();
        assertThat(verified.out()).matches("verified: key [0-9a-f]{64} signed these 2 files\\n");
        assertThat(changed.status()).isEqualTo(2);
        assertThat(changed.out()).startsWith("refused: ").contains("model.onnx");
    }

    @Test
    void a_file_that_came_later_is_refused() throws IOException {
        shell.run("bundle", "sign", "model", "--signature", "model/model.sig");
        Files.writeString(directory.resolve("model/tokenizer.json"), "{}");

        Shell.Result result =
                shell.run("bundle", "verify", "model", "--signature", "model/model.sig", "--key", "gate-oms.pub");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("tokenizer.json");
    }

    @Test
    void another_key_verifies_nothing() {
        shell.run("bundle", "sign", "model");
        shell.run("keygen", "--oms", "--dir", "others");

        Shell.Result result = shell.run("bundle", "verify", "model", "--key", "others/gate-oms.pub");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("made with another key");
    }

    @Test
    void says_how_to_get_a_key_and_writes_nothing_without_one() {
        Shell.Result result = new Shell(directory).run("bundle", "sign", "model");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("GATE_OMS_KEY is not set").contains("gate keygen --oms");
        assertThat(directory.resolve("model.sig")).doesNotExist();
    }

    @Test
    void cannot_judge_with_a_file_that_is_no_key() {
        shell.run("bundle", "sign", "model");

        Shell.Result result = shell.run("bundle", "verify", "model", "--key", "model/config.json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("is no public key");
    }

    @Test
    void an_attachment_needs_a_release() throws IOException {
        shell.run("register", "model", "--model", "tutor");

        Shell.Result unknown = shell.run("attach", "v1.0.0");
        Shell.Result malformed = shell.run("attach", "latest");

        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.out()).contains("'v1.0.0' is not in");
        assertThat(malformed.status()).isNotZero().isNotEqualTo(2);
        assertThat(malformed.err()).contains("latest");
    }
}
