package dev.modelgate.eval.selftest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.stats.decision.Mode;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Candidates that no gate may let through, made from a baseline that it must let through. */
final class Sabotages {

    private static final String OTHER_HASH = "0".repeat(32);

    private final Specimen whole;
    private final EvalReport report;
    private final BucketRule rule;
    private final ImmutableList.Builder<Sabotage> sabotages = ImmutableList.builder();

    private Sabotages(Specimen whole, EvalReport report, BucketRule rule) {
        this.whole = whole;
        this.report = report;
        this.rule = rule;
    }

    /** One candidate that must be refused, or could not even be read. */
    record Sabotage(String name, Specimen candidate) {}

    static ImmutableList<Sabotage> of(Specimen whole, EvalReport report, BucketRule rule) {
        Sabotages made = new Sabotages(whole, report, rule);
        report.buckets().values().forEach(made::bucket);
        made.duplicatedCases();
        made.copiedFigures();
        made.skippedStage();
        made.staleSet();
        return made.sabotages.build();
    }

    private void bucket(Bucket bucket) {
        String name = bucket.name();
        add("bucket '%s' dropped".formatted(name), whole.withoutBucket(name));
        add("NaN in bucket '%s'".formatted(name), whole.bucket(name, JsonString.of("NaN")));
        mangled(bucket, tenth(bucket))
                .ifPresent(candidate -> add("a tenth of bucket '%s' mangled".formatted(name), candidate));
        if (rule.mode() == Mode.POINT && bucket.counts().isPresent()) {
            long allowed =
                    floor(rule.toleranceOf(name).points(), bucket.counts().get().n());
            mangled(bucket, allowed + 1)
                    .ifPresent(
                            candidate -> add("bucket '%s' one case beyond its tolerance".formatted(name), candidate));
        }
    }

    /** At least one case, and never fewer than the tenth part of all. */
    private static long tenth(Bucket bucket) {
        return bucket.counts().map(counts -> (counts.n() + 9) / 10).orElse(1L);
    }

    private static long floor(Fraction share, long n) {
        return share.times(Fraction.of(n, 1)).rounded(0, RoundingMode.DOWN).longValueExact();
    }

    /** So many right answers made wrong; empty where there are not so many. */
    private Optional<Specimen> mangled(Bucket bucket, long lost) {
        if (whole.cases().isPresent()) {
            return mangledCases(bucket.name(), lost);
        }
        if (bucket.counts().isPresent()) {
            long left = bucket.counts().get().correct() - lost;
            return left < 0
                    ? Optional.empty()
                    : Optional.of(whole.bucket(
                            bucket.name(), counted(bucket.counts().get().n(), left)));
        }
        Fraction less = bucket.accuracy().times(Fraction.of(9, 10));
        return less.signum() == 0
                ? Optional.empty()
                : Optional.of(whole.bucket(
                        bucket.name(),
                        new JsonNumber(less.rounded(12, RoundingMode.DOWN).toPlainString(), JsonValue.Place.NONE)));
    }

    private Optional<Specimen> mangledCases(String bucket, long lost) {
        List<JsonObject> changed = new ArrayList<>();
        long left = lost;
        for (JsonObject line : whole.cases().orElseThrow()) {
            boolean mangle = left > 0 && Specimen.isIn(line, bucket) && Specimen.isRight(line);
            left -= mangle ? 1 : 0;
            changed.add(mangle ? Specimen.answered(line, false) : line);
        }
        return left > 0 ? Optional.empty() : Optional.of(whole.recounted(changed));
    }

    private static JsonObject counted(long n, long correct) {
        return JsonBuilder.object().put("n", n).put("correct", correct).build();
    }

    private void duplicatedCases() {
        whole.cases().ifPresent(cases -> {
            List<JsonObject> twice = new ArrayList<>(cases);
            twice.addAll(cases);
            add("every case twice", whole.recounted(twice));
        });
    }

    /** The answers are all wrong, and the figures are another run's. */
    private void copiedFigures() {
        if (whole.cases().isPresent()) {
            add("figures copied from another run", whole.withCases(line -> Specimen.answered(line, false)));
        }
    }

    private void skippedStage() {
        Specimen skipped = whole.with("stage", JsonString.of("train"))
                .with("buckets", JsonObject.of(ImmutableMap.of()))
                .without("metrics")
                .without("cases");
        add("evaluate stage skipped", new Specimen(skipped.report(), Optional.empty()));
    }

    private void staleSet() {
        Specimen stale = whole;
        for (Map.Entry<String, Boolean> hash : Map.of(
                        "eval_set_dvc_hash", report.evalSetDvcHash().isPresent(), "eval_set_sha256", true)
                .entrySet()) {
            stale = hash.getValue() ? stale.with(hash.getKey(), JsonString.of(OTHER_HASH)) : stale;
        }
        add("stale evaluation set", stale);
    }

    private void add(String name, Specimen candidate) {
        sabotages.add(new Sabotage(name, candidate));
    }
}
