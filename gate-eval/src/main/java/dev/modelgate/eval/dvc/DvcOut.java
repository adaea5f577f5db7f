package dev.modelgate.eval.dvc;

import dev.modelgate.core.CannotJudgeException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file or folder that a pointer or a stage names.
 *
 * @param path relative to the pointer's working folder, with {@code /}
 * @param size bytes of the file, or of all files of the folder, where stated
 * @param files number of files of a folder, where stated
 * @param remote the remote it lies in, where another than the default
 * @param cached false where it lies in git itself, not in a remote
 */
record DvcOut(
        String path, DvcHash hash, OptionalLong size, OptionalLong files, Optional<String> remote, boolean cached) {

    DvcOut {
        requireNotNegative(path, "size", size);
        requireNotNegative(path, "nfiles", files);
    }

    private static void requireNotNegative(String path, String key, OptionalLong value) {
        if (value.isPresent() && value.getAsLong() < 0) {
            throw new CannotJudgeException("the out '%s' has %s = %d, but a count is required; let 'dvc add' write it"
                    .formatted(path, key, value.getAsLong()));
        }
    }
}
