package dev.modelgate.eval.verdict;

import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.json.OutputFiles;
import java.nio.file.Path;

/** Verdicts as files. */
public final class VerdictFiles {

    /** Twice what a report may have: a verdict has a row for each bucket. */
    public static final int MAX_BYTES = 64 << 20;

    /** What to do about a longer one. */
    public static final String ADVICE = "name a verdict as 'gate compare' or 'gate check' wrote it";

    private VerdictFiles() {}

    /**
     * Writes a verdict whole: a reader sees the file that was there before, or this one.
     *
     * @throws dev.modelgate.core.CannotJudgeException where it cannot be written; what was there before is kept
     */
    public static void write(Verdict verdict, Path file) {
        OutputFiles.write(PrettyJson.indented(VerdictCodec.encode(verdict)), file, "the verdict");
    }
}
