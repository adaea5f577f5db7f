package dev.modelgate.registry.gitstore;

import dev.modelgate.core.CannotJudgeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The text of a private key, as {@code ssh-keygen} writes it. Nothing of it is repeated in a message, and no message of
 * the library that reads it: such a one may quote what it stumbled over.
 */
final class PrivateKeyText {

    static final String VARIABLE = "GATE_REGISTRY_SSH_KEY";

    private PrivateKeyText() {}

    /**
     * @param text OpenSSH's format or PEM, without a passphrase
     * @throws CannotJudgeException where it is not exactly one such key
     */
    static KeyPair read(String text) {
        AtomicBoolean wantsPassphrase = new AtomicBoolean(text.contains("ENCRYPTED PRIVATE KEY"));
        List<KeyPair> pairs = wantsPassphrase.get() ? List.of() : pairs(text, wantsPassphrase);
        if (wantsPassphrase.get()) {
            throw new CannotJudgeException(
                    "GATE_REGISTRY_SSH_KEY is under a passphrase, but nobody is there to type one; make a deploy key without (ssh-keygen -t ed25519 -N '')");
        }
        if (pairs.size() != 1) {
            throw new CannotJudgeException(
                    "GATE_REGISTRY_SSH_KEY holds %s, but must be the whole text of one private key, as ssh-keygen writes it; set it to the file's content, lines and all"
                            .formatted(pairs.isEmpty() ? "no private key that can be read" : pairs.size() + " keys"));
        }
        return pairs.get(0);
    }

    private static List<KeyPair> pairs(String text, AtomicBoolean wantsPassphrase) {
        List<KeyPair> pairs = new ArrayList<>();
        try (var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(VARIABLE), in, (session, resource, attempt) -> {
                        wantsPassphrase.set(true);
                        return null;
                    });
            if (found != null) {
                found.forEach(pairs::add);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return List.of(); // whatever it was, the text is not the one key that it must be
        }
        return pairs;
    }
}
