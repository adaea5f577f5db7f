package dev.modelgate.registry.sign;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.json.OutputFiles;
import java.io.IOException;
import java.nio.file.Path;

/** A signed verdict's two files, beside the bare one: {@code v.json} has {@code v.dsse.json} and {@code v.sigstore.json}. */
public final class SignedFiles {

    private static final String JSON = ".json";

    private SignedFiles() {}

    /**
     * Signs a verdict and writes both forms.
     *
     * @param bare the file of the bare verdict
     * @return the files written: the envelope, the bundle
     * @throws dev.modelgate.core.CannotJudgeException where the verdict names no model, or a file cannot be written
     * @throws IOException where the signer is out of reach
     */
    public static ImmutableList<Path> write(Verdict verdict, Path bare, VerdictSigner signer) throws IOException {
        SignedVerdict signed = SignedVerdict.of(verdict, signer);
        ImmutableList<Path> files = beside(bare);
        OutputFiles.write(signed.envelope(), files.get(0), "the signed verdict");
        OutputFiles.write(signed.bundle(), files.get(1), "the signed verdict");
        return files;
    }

    /** Where both forms of a verdict lie: the envelope, the bundle. */
    static ImmutableList<Path> beside(Path bare) {
        return ImmutableList.of(beside(bare, ".dsse.json"), beside(bare, ".sigstore.json"));
    }

    static Path beside(Path bare, String ending) {
        String name = String.valueOf(bare.getFileName());
        String stem = name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
        return bare.resolveSibling(stem + ending);
    }
}
