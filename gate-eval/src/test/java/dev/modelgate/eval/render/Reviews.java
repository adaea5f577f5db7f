package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.report.ReportReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reviews for tests, made from reports as they would lie on a disk. */
public final class Reviews {

    /** A bucket name that tries to leave every place it is printed in. */
    public static final String HOSTILE =
            "</script><img src=x onerror=alert(1)>|`x`\n@all & \"'\u202e\u001b[31m{{evil}}";

    private Reviews() {}

    /**
     * A bucket of a hundred cases of which the candidate loses ten, one of two hundred that stays as it is, one that it
     * does not report, and one that is new.
     */
    public static Review refused() {
        return refused("falls");
    }

    /** The same with another name for the bucket that falls. */
    public static Review refused(String name) {
        String falls = quoted(name);
        String baseline = "{\"suite\": \"s\", \"eval_set_sha256\": \"aa\", \"cases\": \"c\", \"buckets\": {\n"
                + "\"stays\": {\"n\": 200, \"correct\": 190},\n" + falls
                + ": {\"n\": 100, \"correct\": 90},\n\"gone\": {\"accuracy\": 0.5}}}";
        String candidate = "{\"suite\": \"s\", \"eval_set_sha256\": \"aa\", \"cases\": \"c\", \"buckets\": {"
                + "\"stays\": {\"n\": 200, \"correct\": 190}, " + falls
                + ": {\"n\": 100, \"correct\": 80}, \"added\": 0.75}}";
        return review(
                candidate,
                cases("stays", 200, 190) + cases(name, 100, 80),
                baseline,
                cases("stays", 200, 190) + cases(name, 100, 90));
    }

    /** Nothing changed on two hundred cases. */
    public static Review passed() {
        String report = "{\"eval_set_sha256\": \"aa\", \"cases\": \"c\","
                + " \"buckets\": {\"stays\": {\"n\": 200, \"correct\": 190}}}";
        return review(report, cases("stays", 200, 190), report, cases("stays", 200, 190));
    }

    /** Other evaluation sets: nothing was compared. */
    public static Review mismatched() {
        return review(
                "{\"eval_set_sha256\": \"bb\", \"buckets\": {\"b\": 0.9}}",
                "",
                "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"b\": 0.9}}",
                "");
    }

    /** So many buckets, all of which fell, each with a long name. */
    public static Review wide(int buckets) {
        return review(buckets(buckets, "0.5"), "", buckets(buckets, "0.9"), "");
    }

    private static String buckets(int number, String accuracy) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"%s.%05d\": %s".formatted("näme".repeat(20), i, accuracy))
                .collect(Collectors.joining(", ", "{\"buckets\": {", "}}"));
    }

    /** The first so many are right. */
    private static String cases(String bucket, int number, int right) {
        return IntStream.range(0, number)
                .mapToObj(i ->
                        ("{\"id\": %s, \"buckets\": [%s], \"passed\": %b, \"input\": \"in %d\", \"expected\": \"yes\","
                                        + " \"output\": %s}\n")
                                .formatted(
                                        quoted(bucket + i),
                                        quoted(bucket),
                                        i < right,
                                        i,
                                        i < right ? "\"yes\"" : quoted("no" + HOSTILE)))
                .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return PrettyJson.line(JsonString.of(text));
    }

    private static Review review(String candidate, String candidateCases, String baseline, String baselineCases) {
        Evidence after = evidence(candidate, candidateCases);
        Evidence before = evidence(baseline, baselineCases);
        Verdict verdict = Verdict.of(
                Comparison.of(after.report(), before.report(), Tolerance.DEFAULT),
                after,
                before,
                Circumstances.of("1.0", Instant.parse("2026-05-01T09:00:00Z")));
        return Review.of(verdict, after, before);
    }

    private static Evidence evidence(String report, String cases) {
        return ReportReader.read(
                report.getBytes(StandardCharsets.UTF_8),
                "r",
                name -> new ByteArrayInputStream(cases.getBytes(StandardCharsets.UTF_8)));
    }
}
