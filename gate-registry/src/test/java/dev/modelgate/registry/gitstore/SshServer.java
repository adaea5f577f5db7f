package dev.modelgate.registry.gitstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/** An SSH server on the loopback behind which real git answers; a client's home that may use it. */
final class SshServer implements AutoCloseable {

    private final org.apache.sshd.server.SshServer server;

    private SshServer(org.apache.sshd.server.SshServer server) {
        this.server = server;
    }

    /** @param home gets the client's key and the server's name and key */
    static SshServer start(Path home) throws Exception {
        KeyPair host = key();
        KeyPair client = key();
        org.apache.sshd.server.SshServer server = org.apache.sshd.server.SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, client.getPublic()));
        server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        server.start();
        Path ssh = Files.createDirectories(home.resolve(".ssh"));
        try (var out = Files.newOutputStream(ssh.resolve("id_ecdsa"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(client, "client", null, out);
        }
        Files.writeString(
                ssh.resolve("known_hosts"),
                "[127.0.0.1]:%d %s%n".formatted(server.getPort(), PublicKeyEntry.toString(host.getPublic())));
        return new SshServer(server);
    }

    private static KeyPair key() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
