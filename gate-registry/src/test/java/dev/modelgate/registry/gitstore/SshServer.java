package dev.modelgate.registry.gitstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
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
        return start(home, SshKeys.ecdsa());
    }

    static SshServer start(Path home, KeyPair host) throws Exception {
        KeyPair client = SshKeys.ecdsa();
        SshServer server = start(host, client);
        Path ssh = Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(ssh.resolve("id_ecdsa"), SshKeys.text(client));
        Files.writeString(ssh.resolve("known_hosts"), SshKeys.knownHost(server.port(), host));
        return server;
    }

    /** Starts one that shows the one key and lets in the other's owner only. */
    static SshServer start(KeyPair host, KeyPair client) throws IOException {
        org.apache.sshd.server.SshServer server = org.apache.sshd.server.SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, client.getPublic()));
        server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        server.start();
        return new SshServer(server);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
