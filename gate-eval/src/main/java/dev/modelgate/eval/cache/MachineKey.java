package dev.modelgate.eval.cache;

import com.google.common.hash.Hashing;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A secret of this user on this machine, by which answers are known again that the gate itself wrote down: whoever may
 * write to a cache, but not read this, cannot make one up. It lies in the user's state directory, outside every cache,
 * so that a cache which is handed on takes no key along. Against whoever may read the user's own files it proves nothing.
 */
public final class MachineKey {

    private static final int BYTES = 32;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final byte[] secret;

    private MachineKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * The key of this user, made where there is none.
     *
     * @param environment where {@code XDG_STATE_HOME} or {@code HOME} stands
     * @throws CannotJudgeException where it cannot be read or made, or others may read it
     */
    public static MachineKey of(Map<String, String> environment) {
        Path file = directory(environment).resolve("answers.key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "the key %s that seals answers cannot be read or made (%s: %s); set XDG_STATE_HOME to a directory of your own"
                            .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    /** A key that nobody has after this process: what it seals serves no later run. */
    public static MachineKey ofThisProcess() {
        return new MachineKey(random());
    }

    /** The seal of a text, in hex. */
    String seal(String text) {
        return Hashing.hmacSha256(secret)
                .hashString(text, StandardCharsets.UTF_8)
                .toString();
    }

    boolean sealed(String text, String seal) {
        return MessageDigest.isEqual(
                seal(text).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.UTF_8));
    }

    private static Path directory(Map<String, String> environment) {
        Path state = Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(
                        Optional.ofNullable(environment.get("HOME"))
                                .filter(text -> !text.isEmpty())
                                .orElseGet(() -> System.getProperty("user.home")),
                        ".local",
                        "state"));
        return state.resolve("modelgate");
    }

    /** Whole or not at all; of two that are made at once one stays, and the other's answers are asked again. */
    private static void make(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""), own("rwx------"));
        Path growing = Files.createTempFile(file.resolveSibling(""), ".answers", ".key", own("rw-------"));
        Files.write(growing, random());
        Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] own(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static MachineKey read(Path file) throws IOException {
        if (POSIX) {
            Set<PosixFilePermission> others = new HashSet<>(Files.getPosixFilePermissions(file));
            others.removeAll(PosixFilePermissions.fromString("rwx------"));
            if (!others.isEmpty()) {
                throw new CannotJudgeException(
                        "the key %s that seals answers is open to others, but only its owner may read it; remove the file, so that a new one is made"
                                .formatted(file));
            }
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != BYTES) {
            throw new CannotJudgeException(
                    "the key %s that seals answers has %d bytes, but %d are required; remove the file, so that a new one is made"
                            .formatted(file, secret.length, BYTES));
        }
        return new MachineKey(secret);
    }

    private static byte[] random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
