package dev.modelgate.eval.render;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Why a verdict is what it is, in plain sentences: what was tested and against which null, what was found, what would
 * change the verdict, and what these cases cannot show.
 */
public final class Explanation {

    public static final String SCHEMA = "modelgate.explanation/v1";

    private final Review review;
    private final Optional<BucketReview> bucket;
    private final ImmutableList<String> tested;
    private final ImmutableList<String> found;
    private final ImmutableList<String> change;
    private final ImmutableList<String> limits;

    private Explanation(Review review, Optional<BucketReview> bucket) {
        ImmutableList<BucketReview> told = bucket.map(ImmutableList::of).orElseGet(review::worstFirst);
        this.review = review;
        this.bucket = bucket;
        this.tested = Tested.sentences(review, told);
        this.found = Found.sentences(review, told, bucket.isPresent());
        this.change = WouldChange.sentences(review, bucket);
        this.limits = Limits.sentences(review, told, bucket.isPresent());
    }

    /** Of the whole run. */
    public static Explanation of(Review review) {
        return new Explanation(review, Optional.empty());
    }

    /** Of one bucket of it. */
    public static Explanation of(Review review, BucketReview bucket) {
        return new Explanation(review, Optional.of(bucket));
    }

    /** For a person: four short chapters, wrapped to the screen. */
    public String text(Screen screen) {
        StringBuilder out = new StringBuilder();
        Verdict verdict = review.verdict();
        out.append(Wrapped.text(verdict.decision() + ": " + Printable.line(Prose.headline(review)), screen.width(), 0));
        chapter(out, screen, "What was tested", tested);
        chapter(out, screen, "What was found", found);
        chapter(out, screen, "What would change the verdict", change);
        chapter(out, screen, "What these cases cannot show", limits);
        return out.toString();
    }

    private static void chapter(StringBuilder out, Screen screen, String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        out.append('\n').append(screen.bold(title)).append('\n');
        sentences.forEach(sentence -> out.append("- ")
                .append(Wrapped.text(Printable.line(sentence), screen.width() - 2, 0)
                        .stripTrailing()
                        .replace("\n", "\n  "))
                .append('\n'));
    }

    /** For a program: the same sentences, and the numbers of the one bucket where one was asked for. */
    public JsonObject json() {
        JsonBuilder out = JsonBuilder.object()
                .put("schema", SCHEMA)
                .put("decision", review.verdict().decision().name())
                .put("headline", Prose.headline(review))
                .putTexts("tested", tested)
                .putTexts("found", found)
                .putTexts("would_change", change)
                .putTexts("cannot_show", limits);
        bucket.ifPresent(asked -> out.put("bucket", ReviewJson.bucket(asked)));
        return out.build();
    }
}
