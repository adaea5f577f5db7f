package dev.modelgate.cli;

import dev.modelgate.core.review.Review;
import dev.modelgate.eval.verdict.ReviewFiles;
import java.util.Optional;

/** The verdict that a looking command is about, with the reports that it was made from. */
final class JudgedVerdict {

    private String verdict = "";
    private Optional<String> candidate = Optional.empty();
    private Optional<String> baseline = Optional.empty();

    Syntax declare(Syntax syntax) {
        return syntax.word("VERDICT", "the verdict's file", value -> verdict = value)
                .option(
                        "--candidate",
                        "FILE",
                        "the candidate's report (default: the judged one beside the verdict)",
                        value -> candidate = Optional.of(value))
                .option(
                        "--baseline",
                        "FILE",
                        "the baseline's report (default: the judged one beside the verdict)",
                        value -> baseline = Optional.of(value));
    }

    Review review(Invocation invocation) {
        return ReviewFiles.read(
                invocation.path(verdict), candidate.map(invocation::path), baseline.map(invocation::path));
    }

    /** The verdict's file, as it was named. */
    String verdict() {
        return verdict;
    }

    /** The baseline's report, where it was named. */
    Optional<String> baseline() {
        return baseline;
    }
}
