package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.regex.Pattern;

/**
 * One regular file of a bundle, as it was when the bundle was listed.
 *
 * @param path relative to the bundle, {@code /} as separator
 * @param real where its bytes are, links followed
 */
record BundleFile(String path, Path real, long size, FileTime modified) {

    /** Where it was made, not what it does: no part of the identity. */
    private static final Pattern PROVENANCE = Pattern.compile(
            "MLmodel|conda\\.yaml|python_env\\.yaml|requirements\\.txt|registered_model_meta"
                    + "|.*\\.safetensors\\.index\\.json|README.*|LICENSE.*|NOTICE.*",
            Pattern.DOTALL);

    /** What a file contributes to the identity. */
    enum Kind {
        TENSORS,
        CONFIG,
        PROVENANCE,
        FILE
    }

    Kind kind() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.endsWith(".safetensors")) {
            return Kind.TENSORS;
        }
        if (path.equals("config.json")) {
            return Kind.CONFIG;
        }
        return PROVENANCE.matcher(name).matches() ? Kind.PROVENANCE : Kind.FILE;
    }

    /** A file that changes while it is read has no identity: the hash would belong to no state of it. */
    void requireUnchanged() {
        try {
            BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
            if (now.size() != size || !now.lastModifiedTime().equals(modified)) {
                throw changed();
            }
        } catch (IOException e) {
            throw vanished(e);
        }
    }

    CannotJudgeException changed() {
        return new CannotJudgeException(
                "%s changed while it was read; copy the bundle to where nothing writes, and run again".formatted(real));
    }

    CannotJudgeException vanished(IOException e) {
        return new CannotJudgeException(
                "%s could not be read (%s: %s); make sure that nothing moves the bundle, and run again"
                        .formatted(real, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
