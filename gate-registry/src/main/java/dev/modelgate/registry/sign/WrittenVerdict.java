package dev.modelgate.registry.sign;

import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.verdict.VerdictFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A verdict as every front end leaves it behind: the bare file and, with a key at hand, the signed ones beside it. */
public enum WrittenVerdict {
    /** No key is at hand. */
    BARE,
    /** Signed, with the key of {@code GATE_SIGNING_KEY}. */
    SIGNED,
    /** A key is at hand, but the verdict names no model: it says nothing that a signature could vouch for. */
    WITHOUT_SUBJECT;

    /**
     * Writes it into a folder that exists.
     *
     * @param environment where the key is named
     * @throws dev.modelgate.core.CannotJudgeException where the key or a file cannot be used
     * @throws IOException where the signer is out of reach
     */
    public static WrittenVerdict write(Verdict verdict, Path file, Map<String, String> environment) throws IOException {
        VerdictFiles.write(verdict, file);
        Optional<LocalSigner> signer = LocalSigner.of(environment);
        if (signer.isEmpty()) {
            return BARE;
        }
        if (verdict.modelSha().isEmpty()) {
            return WITHOUT_SUBJECT;
        }
        SignedFiles.write(verdict, file, signer.get());
        return SIGNED;
    }
}
