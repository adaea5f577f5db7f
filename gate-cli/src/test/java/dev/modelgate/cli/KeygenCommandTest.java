package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeygenCommandTest {

    @TempDir
    private Path directory;

    @Test
    void writes_a_private_key_for_its_owner_alone_and_never_over_another() throws IOException {
        Shell shell = new Shell(directory);

        Shell.Result first = shell.run("keygen");
        String key = Files.readString(directory.resolve("gate.key"));
        Shell.Result second = shell.run("keygen");

        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("key id").doesNotContain("PRIVATE KEY");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("gate.key"))))
                .isEqualTo("rw-------");
        assertThat(second.status()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("gate.key"))).isEqualTo(key);
    }
}
