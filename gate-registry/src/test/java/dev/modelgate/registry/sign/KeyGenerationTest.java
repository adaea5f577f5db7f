package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.registry.sign.key.KeyFiles;
import dev.modelgate.registry.sign.oms.EcdsaKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyGenerationTest {

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path directory;

    @Test
    void writes_a_key_that_signs_and_its_public_key() throws IOException {
        KeyFiles files = KeyGeneration.forVerdicts(directory, random);
        LocalSigner signer = LocalSigner.of(Files.readString(directory.resolve("gate.key")));

        assertThat(signer.publicKey()).isEqualTo(new PublicKeyPem(Files.readString(directory.resolve("gate.pub"))));
        assertThat(files.id()).isEqualTo(signer.publicKey().id());
        assertThat(files.privateKey()).isEqualTo(directory.resolve("gate.key"));
    }

    @Test
    void writes_a_key_for_bundles_that_holds_both_halves() throws IOException {
        KeyFiles files = KeyGeneration.forBundles(directory, random);
        EcdsaKey key = EcdsaKey.of(Files.readString(directory.resolve("gate-oms.key")));

        assertThat(key.publicKey()).isEqualTo(new PublicKeyPem(Files.readString(files.publicKey())));
        assertThat(files.publicKey()).isEqualTo(directory.resolve("gate-oms.pub"));
    }

    @Test
    void only_the_owner_may_read_the_private_key() throws IOException {
        KeyFiles files = KeyGeneration.forVerdicts(directory, random);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.privateKey())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.publicKey())))
                .startsWith("rw-r");
    }

    @Test
    void makes_another_key_each_time() throws IOException {
        Path second = Files.createDirectory(directory.resolve("second"));

        assertThat(KeyGeneration.forVerdicts(directory, random).id())
                .isNotEqualTo(KeyGeneration.forVerdicts(second, random).id());
    }

    @Test
    void never_overwrites_a_private_key() throws IOException {
        Files.writeString(directory.resolve("gate.key"), "precious");

        assertThatThrownBy(() -> KeyGeneration.forVerdicts(directory, random))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageEndingWith(
                        "gate.key exists already, but a key is never overwritten; keep it, or name another"
                                + " directory");
        assertThat(directory.resolve("gate.key")).hasContent("precious");
        assertThat(directory.resolve("gate.pub")).doesNotExist();
    }

    @Test
    void leaves_no_private_key_behind_where_the_public_one_is_there_already() throws IOException {
        Files.writeString(directory.resolve("gate.pub"), "precious");

        assertThatThrownBy(() -> KeyGeneration.forVerdicts(directory, random))
                .hasMessageContaining("gate.pub exists already");
        assertThat(directory.resolve("gate.pub")).hasContent("precious");
        assertThat(directory.resolve("gate.key")).doesNotExist();
    }

    @Test
    void does_not_follow_a_link_that_waits_under_the_name() throws IOException {
        Files.createSymbolicLink(directory.resolve("gate.key"), directory.resolve("elsewhere"));

        assertThatThrownBy(() -> KeyGeneration.forVerdicts(directory, random)).hasMessageContaining("exists already");
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void makes_the_directory_that_is_missing() {
        KeyFiles files = KeyGeneration.forVerdicts(directory.resolve("new/keys"), random);

        assertThat(files.privateKey()).isRegularFile();
    }

    @Test
    void names_the_file_that_is_where_the_directory_should_be() throws IOException {
        Path file = Files.writeString(directory.resolve("keys"), "");

        assertThatThrownBy(() -> KeyGeneration.forVerdicts(file, random))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageEndingWith("keys is a file, but the keys need a directory; name another one");
    }
}
