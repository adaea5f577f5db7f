package dev.modelgate.embedding;

import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.verdict.ReviewFiles;
import java.nio.file.Path;
import java.util.List;

/** Reads what was judged earlier, by the command or by anybody else. */
final class ReadAVerdict {

    private ReadAVerdict() {}

    /** The buckets that block. The numbers are exact fractions; nothing was rounded on the way. */
    static List<String> blocking(Path file) {
        Verdict verdict = ReviewFiles.verdict(file);
        return verdict.buckets().stream()
                .filter(BucketRow::blocks)
                .map(row -> row.bucket() + " at "
                        + row.candidate().map(Object::toString).orElse("not measured"))
                .toList();
    }
}
