package dev.modelgate.registry.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.port.RegistryStore;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry behind SSH, by the deploy key and the host's keys from the environment. */
class DeployKeyTest {

    @TempDir
    Path folder;

    @Test
    void the_key_opens_the_registry_whatever_its_kind() throws Exception {
        KeyPair host = SshKeys.ed25519();
        for (KeyPair key : new KeyPair[] {SshKeys.ed25519(), SshKeys.ecdsa(), SshKeys.rsa()}) {
            try (SshServer server = SshServer.start(host, key)) {
                RegistryStore store = store(server, key, SshKeys.knownHost(server.port(), host));

                append(store);

                assertThat(store.<Optional<String>>read(RegistryStore.Reader::lastEvent))
                        .as(KeyUtils.getKeyType(key))
                        .contains("{}");
            }
        }
    }

    @Test
    void nothing_of_the_key_is_written_to_a_file() throws Exception {
        KeyPair host = SshKeys.ecdsa();
        KeyPair key = SshKeys.ed25519();
        try (SshServer server = SshServer.start(host, key)) {
            append(store(server, key, SshKeys.knownHost(server.port(), host)));
        }

        String secret = SshKeys.text(key).lines().skip(2).findFirst().orElseThrow();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(secret));
        }
    }

    @Test
    void the_users_own_keys_and_hosts_do_not_count_beside_it() throws Exception {
        SshSessionFactory before = SshSessionFactory.getInstance();
        File home = Files.createDirectories(folder.resolve("home")).toFile();
        KeyPair host = SshKeys.ecdsa();
        try (SshServer server = SshServer.start(home.toPath(), host)) {
            SshSessionFactory.setInstance(new SshdSessionFactoryBuilder()
                    .setHomeDirectory(home)
                    .setSshDirectory(new File(home, ".ssh"))
                    .build(null));

            assertThatThrownBy(() -> append(store(server, SshKeys.ed25519(), SshKeys.knownHost(server.port(), host))))
                    .hasMessageContaining("it refuses the key");
            assertThatThrownBy(() ->
                            append(store(server, SshKeys.ed25519(), SshKeys.knownHost(server.port(), SshKeys.ecdsa()))))
                    .hasMessageContaining("shows the key");
        } finally {
            SshSessionFactory.setInstance(before);
        }
    }

    @Test
    void another_key_is_refused_and_the_message_says_which_it_was() throws Exception {
        KeyPair host = SshKeys.ed25519();
        KeyPair key = SshKeys.ed25519();
        try (SshServer server = SshServer.start(host, SshKeys.ed25519())) {
            RegistryStore store = store(server, key, SshKeys.knownHost(server.port(), host));

            assertThatThrownBy(() -> append(store))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be reached")
                    .hasMessageContaining(KeyUtils.getFingerPrint(key.getPublic()))
                    .hasMessageContaining("deploy key");
        }
    }

    @Test
    void a_host_with_another_key_than_the_known_one_is_not_trusted() throws Exception {
        KeyPair known = SshKeys.ed25519();
        KeyPair shown = SshKeys.ed25519();
        KeyPair key = SshKeys.ed25519();
        try (SshServer server = SshServer.start(shown, key)) {
            RegistryStore store = store(server, key, SshKeys.knownHost(server.port(), known));

            assertThatThrownBy(() -> append(store))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the host '[127.0.0.1]:%d' shows the key", server.port())
                    .hasMessageContaining(KeyUtils.getFingerPrint(shown.getPublic()))
                    .hasMessageContaining(KeyUtils.getFingerPrint(known.getPublic()));
        }
    }

    private RegistryStore store(SshServer server, KeyPair key, String knownHosts) throws Exception {
        Path remote = folder.resolve("remote.git");
        if (!Files.exists(remote)) {
            Git.init().setBare(true).setDirectory(remote.toFile()).call().close();
        }
        Map<String, String> variables =
                new HashMap<>(Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()));
        variables.put("GATE_REGISTRY_SSH_KEY", SshKeys.text(key));
        variables.put("GATE_REGISTRY_KNOWN_HOSTS", knownHosts);
        return new GitRegistryStore(
                GitAddress.of("git+ssh://git@127.0.0.1:%d%s#registry".formatted(server.port(), remote)),
                variables,
                notice -> {});
    }

    private static void append(RegistryStore store) throws IOException {
        store.write(writer -> {
            writer.append("{}");
            return true;
        });
    }
}
