package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.eval.render.Explanation;
import java.util.Optional;

/** {@code gate explain}: a verdict in plain sentences. */
final class ExplainCommand implements GateCommand {

    private final JudgedVerdict judged = new JudgedVerdict();
    private Optional<String> bucket = Optional.empty();
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Explains a verdict: what was tested, what was found, what would change it.",
                "gate explain verdict.json tense.past_participle");
        judged.declare(syntax)
                .optionalWord("BUCKET", "explain this bucket only", value -> bucket = Optional.of(value))
                .option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        Review review = judged.review(invocation);
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
                                .formatted(name, judged.verdict(), judged.verdict())));
    }
}
