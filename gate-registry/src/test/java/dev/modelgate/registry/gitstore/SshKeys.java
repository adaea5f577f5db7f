package dev.modelgate.registry.gitstore;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.jspecify.annotations.Nullable;

/** Keys that are made for one test, and the texts that {@code ssh-keygen} and {@code ssh-keyscan} would give of them. */
final class SshKeys {

    private SshKeys() {}

    static KeyPair ecdsa() throws Exception {
        return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    }

    static KeyPair ed25519() throws Exception {
        return KeyUtils.generateKeyPair("ssh-ed25519", 256);
    }

    static KeyPair rsa() throws Exception {
        return KeyUtils.generateKeyPair("ssh-rsa", 2048);
    }

    static String text(KeyPair key) throws Exception {
        return text(key, Optional.empty());
    }

    static String text(KeyPair key, Optional<String> passphrase) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "deploy", encryption(passphrase), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static @Nullable OpenSSHKeyEncryptionContext encryption(Optional<String> passphrase) {
        if (passphrase.isEmpty()) {
            return null;
        }
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setCipherName("AES");
        encryption.setCipherType("256");
        encryption.setCipherMode("CTR");
        encryption.setPassword(passphrase.get());
        return encryption;
    }

    /** A line of {@code known_hosts} for the loopback. */
    static String knownHost(int port, KeyPair host) {
        return "[127.0.0.1]:%d %s%n".formatted(port, PublicKeyEntry.toString(host.getPublic()));
    }
}
