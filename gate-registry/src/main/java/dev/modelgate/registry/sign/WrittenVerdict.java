package dev.modelgate.registry.sign;

import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.json.OutputFiles;
import dev.modelgate.eval.verdict.VerdictFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
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
     * Before anything is read: removes the verdict of an earlier run and its signed forms, and sees that this one's can
     * be signed. A run that cannot judge, or not sign, leaves no verdict, and least of all another's PASS.
     *
     * @param inputs that the run reads; the verdict's file may be none of them
     * @throws dev.modelgate.core.CannotJudgeException where the key or the file cannot be used
     */
    public static void begin(Path file, Collection<Path> inputs, Map<String, String> environment) {
        OutputFiles.begin(file, "the verdict", inputs);
        SignedFiles.beside(file).forEach(each -> OutputFiles.begin(each, "the signed verdict", inputs));
        LocalSigner.of(environment);
    }

    /**
     * Writes it into a folder that exists.
     *
     * @param environment where the key is named
     * @throws dev.modelgate.core.CannotJudgeException where the key or a file cannot be used
     * @throws IOException where the signer is out of reach
     */
    public static WrittenVerdict write(Verdict verdict, Path file, Map<String, String> environment) throws IOException {
        Optional<LocalSigner> signer = LocalSigner.of(environment);
        boolean signs = signer.isPresent() && verdict.modelSha().isPresent();
        if (signs) { // first: where signing fails, no bare verdict may stand there as if nobody had asked for more
            SignedFiles.write(verdict, file, signer.get());
        }
        VerdictFiles.write(verdict, file);
        return signs ? SIGNED : signer.isPresent() ? WITHOUT_SUBJECT : BARE;
    }
}
