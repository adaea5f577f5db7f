package dev.modelgate.registry.sign.key;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.core.trust.PublicKeyPem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new key pair on disk: the private key for its owner's eyes only, the public key for everyone. Neither file is ever
 * overwritten, for a lost key cannot be made again.
 *
 * @param privateKey PKCS#8 in PEM, mode 0600 from its first byte on
 * @param publicKey SubjectPublicKeyInfo in PEM
 */
public record KeyFiles(Path privateKey, Path publicKey, KeyId id) {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> FOR_ALL =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    /**
     * Writes both files, or neither.
     *
     * @param directory made where it is not there
     * @param stem of their names: {@code gate} gives {@code gate.key} and {@code gate.pub}
     * @throws CannotJudgeException where one is there already, or the directory cannot keep a secret
     */
    public static KeyFiles write(Path directory, String stem, NewKey key) {
        requireSecretive(directory);
        KeyFiles files = new KeyFiles(
                directory.resolve(stem + ".key"),
                directory.resolve(stem + ".pub"),
                key.publicKey().id());
        create(files.privateKey, key.privatePem(), OWNER_ONLY);
        try {
            create(files.publicKey, key.publicKey().text(), FOR_ALL);
        } catch (CannotJudgeException e) {
            remove(files.privateKey, e);
            throw e;
        }
        return files;
    }

    /** A key pair in the forms in which it is kept. Never logged: its text is the private key. */
    public interface NewKey {
        String privatePem();

        PublicKeyPem publicKey();
    }

    private static void requireSecretive(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                throw new CannotJudgeException(
                        "%s is on a file system without POSIX permissions, but only its owner may read a private key; use another directory"
                                .formatted(directory));
            }
        } catch (FileAlreadyExistsException e) {
            throw new CannotJudgeException(
                    "%s is a file, but the keys need a directory; name another one".formatted(directory), e);
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    private static void create(Path file, String text, FileAttribute<?> mode) {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, mode)) {
            writeAll(file, channel, text);
        } catch (FileAlreadyExistsException e) {
            throw new CannotJudgeException(
                    "%s exists already, but a key is never overwritten; keep it, or name another directory"
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void writeAll(Path file, FileChannel channel, String text) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file); // half a key would block the next try
            throw e;
        }
    }

    private static void remove(Path file, CannotJudgeException because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static CannotJudgeException unwritable(Path file, IOException e) {
        return new CannotJudgeException(
                "%s could not be written (%s: %s); check the directory and its permissions"
                        .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
