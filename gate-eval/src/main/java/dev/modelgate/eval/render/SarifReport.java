package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.Place;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A review as SARIF 2.1.0, for code scanning: a result for everything that speaks against the candidate, at the line of
 * the baseline that says what is required.
 */
public final class SarifReport {

    private static final String UNDECIDED = "BUCKET_INCONCLUSIVE";

    private final Review review;
    private final String baseline;

    private SarifReport(Review review, String baseline) {
        this.review = review;
        this.baseline = baseline;
    }

    private record Finding(String rule, String level, String message, String subject, Place place) {}

    /** @param baseline where the baseline stands in the repository, as a relative path with forward slashes */
    public static JsonObject of(Review review, String baseline) {
        return new SarifReport(review, baseline).json();
    }

    private JsonObject json() {
        List<Finding> findings = findings();
        return JsonBuilder.object()
                .put("version", "2.1.0")
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("runs", JsonArray.of(List.of(run(findings))))
                .build();
    }

    private JsonObject run(List<Finding> findings) {
        return JsonBuilder.object()
                .put(
                        "tool",
                        JsonBuilder.object().put("driver", driver(findings)).build())
                .put("columnKind", "unicodeCodePoints")
                .put("results", JsonArray.of(findings.stream().map(this::result).toList()))
                .build();
    }

    private JsonObject driver(List<Finding> findings) {
        return JsonBuilder.object()
                .put("name", "modelgate")
                .put("version", review.verdict().gateVersion())
                .put(
                        "rules",
                        JsonArray.of(findings.stream()
                                .map(Finding::rule)
                                .distinct()
                                .sorted()
                                .map(SarifReport::rule)
                                .toList()))
                .build();
    }

    private static JsonObject rule(String code) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return JsonBuilder.object()
                .put("id", code)
                .put("shortDescription", text(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1)))
                .build();
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Prose.otherReasons(review.verdict()).forEach(reason -> findings.add(reason(reason)));
        review.verdict().checks().stream()
                .filter(check -> !check.passes())
                .forEach(check -> findings.add(check(check)));
        review.worstFirst().forEach(bucket -> bucket(bucket).ifPresent(findings::add));
        if (findings.isEmpty() && review.verdict().decision() != Decision.PASS) {
            findings.add(new Finding("NOT_PASSED", "error", Prose.headline(review), "verdict", Place.NONE));
        }
        return findings;
    }

    private static Finding reason(Reason reason) {
        return new Finding(
                reason.code().name(), "error", reason.message(), reason.code().name(), Place.NONE);
    }

    private static Finding check(CheckResult check) {
        return new Finding(
                check.reasons().get(0).name(),
                check.blocks() ? "error" : "warning",
                Prose.check(check),
                check.id(),
                Place.NONE);
    }

    private Optional<Finding> bucket(BucketReview bucket) {
        return switch (bucket.status()) {
            case FAIL -> Optional.of(finding(ReasonCode.BUCKET_BELOW_FLOOR.name(), "error", bucket));
            case MISSING -> Optional.of(finding(ReasonCode.BUCKET_MISSING.name(), "error", bucket));
            case INCONCLUSIVE, NO_DATA -> Optional.of(finding(UNDECIDED, "warning", bucket));
            case PASS, NEW -> Optional.empty();
        };
    }

    private Finding finding(String rule, String level, BucketReview bucket) {
        return new Finding(rule, level, BucketSentence.of(bucket), bucket.bucket(), place(bucket.bucket()));
    }

    /** Where the baseline names the bucket. */
    private Place place(String bucket) {
        return review.baseline()
                .map(EvalReport::source)
                .flatMap(source -> source.member("buckets"))
                .filter(JsonObject.class::isInstance)
                .flatMap(buckets -> ((JsonObject) buckets).member(bucket))
                .map(JsonValue::place)
                .orElse(Place.NONE);
    }

    private JsonObject result(Finding finding) {
        String subject = Printable.line(finding.subject());
        return JsonBuilder.object()
                .put("ruleId", finding.rule())
                .put("level", finding.level())
                .put("message", text(Printable.line(finding.message())))
                .put("locations", JsonArray.of(List.of(location(finding.place(), subject))))
                .put(
                        "partialFingerprints",
                        JsonBuilder.object()
                                .put("modelgate/v1", fingerprint(finding))
                                .build())
                .build();
    }

    private JsonObject location(Place place, String subject) {
        JsonBuilder region = JsonBuilder.object().put("startLine", Math.max(1, place.line()));
        if (place.column() > 0) {
            region.put("startColumn", place.column());
        }
        return JsonBuilder.object()
                .put(
                        "physicalLocation",
                        JsonBuilder.object()
                                .put(
                                        "artifactLocation",
                                        JsonBuilder.object()
                                                .put("uri", uri(baseline))
                                                .build())
                                .put("region", region.build())
                                .build())
                .put(
                        "logicalLocations",
                        JsonArray.of(List.of(
                                JsonBuilder.object().put("name", subject).build())))
                .build();
    }

    private static JsonObject text(String text) {
        return JsonBuilder.object().put("text", text).build();
    }

    /** The same finding on the next run has the same print, whatever its numbers. */
    private static String fingerprint(Finding finding) {
        return Sha256.hex((finding.rule() + "\n" + finding.subject()).getBytes(StandardCharsets.UTF_8));
    }

    private static String uri(String path) {
        StringBuilder out = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }
}
