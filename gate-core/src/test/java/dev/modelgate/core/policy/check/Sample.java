package dev.modelgate.core.policy.check;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports for tests, built up word by word. */
public final class Sample {

    private final Map<String, Bucket> buckets = new LinkedHashMap<>();
    private final Map<String, BigDecimal> numbers = new LinkedHashMap<>();
    private final List<CaseResult> cases = new ArrayList<>();
    private Optional<String> model = Optional.empty();
    private Optional<String> stage = Optional.empty();
    private Optional<String> evalSet = Optional.empty();
    private JsonObject source = JsonBuilder.object().build();

    private Sample() {}

    public static Sample report() {
        return new Sample();
    }

    public Sample model(String sha) {
        model = Optional.of(sha);
        return this;
    }

    public Sample stage(String name) {
        stage = Optional.of(name);
        return this;
    }

    public Sample evalSet(String sha256) {
        evalSet = Optional.of(sha256);
        return this;
    }

    public Sample bucket(String name, String accuracy) {
        buckets.put(name, Bucket.ofAccuracy(name, Fraction.of(new BigDecimal(accuracy))));
        return this;
    }

    public Sample counted(String name, long correct, long n) {
        buckets.put(name, Bucket.ofCounts(name, correct, n));
        return this;
    }

    public Sample number(String path, String value) {
        numbers.put(path, new BigDecimal(value));
        return this;
    }

    public Sample source(JsonObject object) {
        source = object;
        return this;
    }

    public Sample answered(String id, boolean passed) {
        return answered(id, passed, "b");
    }

    public Sample answered(String id, boolean passed, String bucket) {
        return timed(id, passed, bucket, Optional.empty());
    }

    public Sample timed(String id, boolean passed, String bucket, Optional<BigDecimal> latencyMs) {
        cases.add(new CaseResult(
                id,
                ImmutableList.of(bucket),
                passed ? Fraction.ONE : Fraction.ZERO,
                Optional.of(passed),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                latencyMs));
        return this;
    }

    /** Numbered cases of one bucket, the first ones right, and the bucket that counts them. */
    public Sample cases(String bucket, int right, int n) {
        for (int i = 0; i < n; i++) {
            answered(bucket + "-" + i, i < right, bucket);
        }
        return counted(bucket, right, n);
    }

    public Evidence evidence() {
        return new Evidence(
                new EvalReport(
                        model,
                        Optional.empty(),
                        stage,
                        Optional.empty(),
                        evalSet,
                        ImmutableMap.copyOf(buckets),
                        ImmutableMap.copyOf(numbers),
                        cases.isEmpty() ? Optional.empty() : Optional.of(ImmutableList.copyOf(cases)),
                        source),
                "c".repeat(64),
                Optional.empty());
    }

    /** This report as the candidate against that one. */
    public SuiteEvidence against(Sample baseline) {
        return new SuiteEvidence(evidence(), baseline.evidence());
    }

    /** The outcome of a check on this candidate against that baseline. */
    Outcome judged(Check check, Sample baseline) {
        SuiteEvidence suite = against(baseline);
        return check.judge(suite, PolicyEvidence.of(suite));
    }
}
