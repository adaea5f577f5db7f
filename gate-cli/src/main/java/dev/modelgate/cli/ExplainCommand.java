package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.eval.render.Explanation;
import dev.modelgate.eval.verdict.ReviewFiles;
import java.util.Optional;

/** {@code gate explain}: a verdict in plain sentences. */
final class ExplainCommand implements GateCommand {

    private String verdict = "";
    private Optional<String> bucket = Optional.empty();
    private Optional<String> candidate = Optional.empty();
    private Optional<String> baseline = Optional.empty();
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Explains a verdict: what was tested, what was found, what would change it.",
                        "gate explain verdict.json tense.past_participle")
                .word("VERDICT", "the verdict's file", value -> verdict = value)
                .optionalWord("BUCKET", "explain this bucket only", value -> bucket = Optional.of(value))
                .option(
                        "--candidate",
                        "FILE",
                        "the candidate's report (default: the judged one beside the verdict)",
                        value -> candidate = Optional.of(value))
                .option(
                        "--baseline",
                        "FILE",
                        "the baseline's report (default: the judged one beside the verdict)",
                        value -> baseline = Optional.of(value))
                .option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        Review review = ReviewFiles.read(
                invocation.path(verdict), candidate.map(invocation::path), baseline.map(invocation::path));
        Explanation explanation =
                bucket.map(name -> Explanation.of(review, find(review, name))).orElseGet(() -> Explanation.of(review));
        invocation
                .out()
                .print(
                        format == Format.JSON
                                ? PrettyJson.indented(explanation.json())
                                : explanation.text(Terminal.screen(invocation)));
        return ExitStatus.DONE;
    }

    private BucketReview find(Review review, String name) {
        return review.bucket(name)
                .orElseThrow(
                        () -> new CannotJudgeException("bucket '%s' is not in %s; 'gate report %s' lists those that are"
                                .formatted(name, verdict, verdict)));
    }
}
