package dev.modelgate.maven;

import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.verdict.VerdictFiles;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.SignedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** Writes a goal's verdict. */
final class Verdicts {

    private Verdicts() {}

    /** With a key at hand the verdict is signed too; one about no model says nothing a signature could vouch for. */
    static void write(Verdict verdict, Path file, Map<String, String> environment, Log log) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        VerdictFiles.write(verdict, file);
        Optional<LocalSigner> signer = LocalSigner.of(environment);
        if (signer.isEmpty()) {
            return;
        }
        if (verdict.modelSha().isPresent()) {
            SignedFiles.write(verdict, file, signer.get());
        } else {
            log.warn("the verdict is not signed, for it names no model; name the bundle in the 'eval' goal");
        }
    }
}
