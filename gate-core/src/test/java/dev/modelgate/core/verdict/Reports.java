package dev.modelgate.core.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports for tests, said in a line. */
final class Reports {

    private Reports() {}

    static EvalReport of(Bucket... buckets) {
        return of(List.of(buckets));
    }

    static EvalReport of(List<Bucket> buckets) {
        return report(Map.of(), buckets, Optional.empty());
    }

    static EvalReport stating(Map<String, String> facts, Bucket... buckets) {
        return report(facts, List.of(buckets), Optional.empty());
    }

    static EvalReport withCases(List<CaseResult> cases, Bucket... buckets) {
        return report(Map.of(), List.of(buckets), Optional.of(ImmutableList.copyOf(cases)));
    }

    static Bucket bucket(String name, String accuracy) {
        return Bucket.ofAccuracy(name, Fraction.of(new BigDecimal(accuracy)));
    }

    static CaseResult passed(String id, String... buckets) {
        return new CaseResult(
                id,
                ImmutableList.copyOf(buckets),
                Fraction.ONE,
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static EvalReport report(
            Map<String, String> facts, List<Bucket> buckets, Optional<ImmutableList<CaseResult>> cases) {
        return new EvalReport(
                Optional.ofNullable(facts.get("model_sha")),
                Optional.ofNullable(facts.get("suite")),
                Optional.ofNullable(facts.get("stage")),
                Optional.ofNullable(facts.get("dvc")),
                Optional.ofNullable(facts.get("sha256")),
                buckets.stream().collect(ImmutableMap.toImmutableMap(Bucket::name, bucket -> bucket)),
                ImmutableMap.of(),
                cases,
                JsonObject.of(Map.of()));
    }
}
