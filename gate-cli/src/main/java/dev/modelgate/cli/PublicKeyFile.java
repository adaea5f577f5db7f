package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.eval.json.InputFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file that somebody's public key was handed out in. */
final class PublicKeyFile {

    private PublicKeyFile() {}

    /** @throws CannotJudgeException where it cannot be read or holds no public key */
    static PublicKeyPem read(Path file) {
        try {
            return new PublicKeyPem(new String(InputFiles.bytes(file), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException("%s is no public key: %s".formatted(file, e.getMessage()), e);
        }
    }
}
