package dev.modelgate.registry.artifact;

import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Computes what model a directory holds, from its bytes. */
@FunctionalInterface
public interface BundleIdentity {

    /** @throws dev.modelgate.core.CannotJudgeException where the directory is no bundle */
    BundleDocument read(Path directory, Optional<CanonicalSha> parent) throws IOException;
}
