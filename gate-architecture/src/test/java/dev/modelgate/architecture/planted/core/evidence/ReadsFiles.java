package dev.modelgate.architecture.planted.core.evidence;

import java.nio.file.Files;
import java.nio.file.Path;

/** Planted: I/O in the core. */
final class ReadsFiles {
    static boolean violation() {
        return Files.exists(Path.of("x"));
    }

    private ReadsFiles() {}
}
