package dev.modelgate.maven;

import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.registry.sign.WrittenVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.apache.maven.plugin.logging.Log;

/** Writes a goal's verdict, and the folders that it lies in. */
final class Verdicts {

    private Verdicts() {}

    /** Before anything is read: see {@link WrittenVerdict#begin}. */
    static void begin(Path file, Collection<Path> inputs, Map<String, String> environment) {
        WrittenVerdict.begin(file, inputs, environment);
    }

    static void write(Verdict verdict, Path file, Map<String, String> environment, Log log) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        if (WrittenVerdict.write(verdict, file, environment) == WrittenVerdict.WITHOUT_SUBJECT) {
            log.warn("the verdict is not signed, for it names no model; name the bundle in the 'eval' goal");
        }
    }
}
