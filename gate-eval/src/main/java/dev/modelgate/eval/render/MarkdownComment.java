package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.CasePair;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A review as a comment on a pull request: the decision and what blocks in sight, the rest folded. It fits a comment of
 * GitHub whatever the number of buckets and cases, and says how much it left out.
 */
public final class MarkdownComment {

    /** GitHub takes 65,536 characters; in bytes that holds however a character is counted. */
    static final int MOST_BYTES = 65_536;

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 200;
    private static final String BUCKET_HEADER = """
            | status | bucket | n | before | after | change | interval | lost | won | unseen |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;
    private static final String CHECK_HEADER = """
            | status | check | weight | found | required |
            | --- | --- | --- | ---: | --- |
            """;
    private static final String CASE_HEADER = """
            | case | input | expected | before | after |
            | --- | --- | --- | --- | --- |
            """;

    private final Review review;
    private final MarkdownBudget out = new MarkdownBudget(MOST_BYTES);

    private MarkdownComment(Review review) {
        this.review = review;
    }

    public static String of(Review review) {
        return new MarkdownComment(review).text();
    }

    private String text() {
        Verdict verdict = review.verdict();
        String provenance = provenance(verdict);
        out.reserve(provenance);
        out.add("## Model gate: " + verdict.decision() + "\n\n" + prose(Prose.headline(review)) + "\n");
        Prose.otherReasons(verdict)
                .forEach(reason -> out.add(
                        "\n- **" + MarkdownText.prose(reason.code().name()) + "**: " + prose(reason.message()) + "\n"));
        checks(verdict);
        buckets();
        Prose.legend(review).ifPresent(legend -> out.add("\n" + prose(legend) + "\n"));
        Prose.noise(review).ifPresent(noise -> out.add("\n" + prose(noise) + "\n"));
        cases("lost", CasePair.Outcome.LOST);
        cases("won", CasePair.Outcome.WON);
        return out.finish(provenance);
    }

    private void checks(Verdict verdict) {
        if (!verdict.checks().isEmpty()) {
            out.table("\n" + CHECK_HEADER, verdict.checks(), MarkdownComment::row, "");
        }
    }

    private static String row(CheckResult check) {
        return cells(
                check.status().name(),
                code(check.id(), LONGEST_NAME),
                check.severity().name().toLowerCase(Locale.ROOT),
                prose(check.found().orElse("not measured")),
                prose(check.required()));
    }

    private void buckets() {
        List<BucketReview> worst = review.worstFirst();
        List<BucketReview> blocking =
                worst.stream().filter(bucket -> bucket.row().blocks()).toList();
        List<BucketReview> others =
                worst.stream().filter(bucket -> !bucket.row().blocks()).toList();
        if (!blocking.isEmpty()) {
            out.table("\n" + BUCKET_HEADER, blocking, MarkdownComment::row, "");
        }
        String other = (blocking.isEmpty() ? " bucket" : " other bucket") + (others.size() == 1 ? "" : "s");
        folded(others.size() + other, BUCKET_HEADER, others, MarkdownComment::row);
    }

    private void cases(String word, CasePair.Outcome outcome) {
        List<CasePair> pairs = review.pairs(outcome);
        folded(
                pairs.size() + " " + word + (pairs.size() == 1 ? " case" : " cases"),
                CASE_HEADER,
                pairs,
                MarkdownComment::row);
    }

    private <T> void folded(String summary, String header, List<T> items, Function<T, String> row) {
        if (!items.isEmpty()) {
            out.table("\n<details><summary>" + summary + "</summary>\n\n" + header, items, row, "\n</details>\n");
        }
    }

    private static String row(BucketReview bucket) {
        return cells(
                bucket.status().name(),
                code(bucket.bucket(), LONGEST_NAME),
                count(bucket.cases()),
                percent(bucket.row().baseline()),
                percent(bucket.row().candidate()),
                bucket.row().delta().map(Figures::change).orElse("not measured"),
                bucket.interval()
                        .map(Figures::interval)
                        .map(MarkdownText::prose)
                        .orElse(""),
                count(bucket.lost()),
                count(bucket.won()),
                bucket.detectable().isPresent()
                        ? Figures.magnitude(bucket.detectable().getAsDouble())
                        : "");
    }

    private static String row(CasePair pair) {
        CaseResult before = pair.baseline();
        return cells(
                code(pair.id(), LONGEST_NAME),
                text(before.input()),
                text(before.expected()),
                text(before.output()),
                text(pair.candidate().output()));
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String text(Optional<String> text) {
        return text.map(given -> code(given, LONGEST_TEXT)).orElse("");
    }

    private static String code(String text, int longest) {
        return MarkdownText.code(TerminalTable.shortened(text, longest));
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Figures.count(number.getAsLong()) : "";
    }

    private static String percent(Optional<Fraction> share) {
        return share.map(value -> Figures.percent(value, 2)).orElse("not measured");
    }

    private static String prose(String sentence) {
        return MarkdownText.prose(TerminalTable.shortened(sentence, 2_000));
    }

    private static String provenance(Verdict verdict) {
        return "\n<sub>" + (verdict.promotable() ? "May promote" : "May not promote") + " · model "
                + verdict.modelSha().map(MarkdownComment::digest).orElse("not named") + " · candidate "
                + digest(verdict.candidate().sha256()) + " · baseline "
                + digest(verdict.baseline().sha256()) + " · gate " + prose(verdict.gateVersion()) + "</sub>\n";
    }

    private static String digest(String sha) {
        return MarkdownText.code(sha.substring(0, Math.min(12, sha.length())));
    }
}
