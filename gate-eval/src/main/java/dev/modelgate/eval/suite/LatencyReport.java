package dev.modelgate.eval.suite;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.json.Decimals;
import dev.modelgate.eval.json.OutputFiles;
import dev.modelgate.eval.report.ReportReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/** The report of a latency suite: one bucket, which holds or not, and both models' times. */
final class LatencyReport {

    private static final MathContext DIGITS = new MathContext(4);

    private LatencyReport() {}

    static Path write(
            Path output,
            SuiteRun.Setting setting,
            String suite,
            EvalSet evalSet,
            String runtime,
            LatencyRule rule,
            Latencies measured,
            boolean holds,
            boolean confirmed) {
        JsonObject report = JsonBuilder.object()
                .put("schema", ReportReader.SCHEMA)
                .put("model_sha", setting.sha())
                .put("suite", suite)
                .put("stage", "evaluate")
                .put("eval_set_dvc_hash", evalSet.digests().dvc())
                .put("eval_set_sha256", evalSet.digests().sha256())
                .put(
                        "created_at",
                        setting.clock()
                                .instant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .put("runtime", runtime)
                .put(
                        "buckets",
                        JsonBuilder.object()
                                .put(Bucket.AGGREGATE, bucket(holds))
                                .build())
                .put("latency_ms", times(measured.candidate()))
                .put("latency_previous_ms", times(measured.previous()))
                .put(
                        "latency_rule",
                        JsonBuilder.object()
                                .put("ratio", Decimals.plain(BigDecimal.valueOf(rule.ratio())))
                                .put(
                                        "floor_ms",
                                        Decimals.plain(millis(rule.floor().toNanos())))
                                .put("measured_twice", confirmed)
                                .build())
                .build();
        OutputFiles.write(PrettyJson.indented(report), output, "the report");
        return output;
    }

    private static JsonObject bucket(boolean holds) {
        return JsonBuilder.object()
                .put("accuracy", holds ? 1 : 0)
                .put("n", 1)
                .put("correct", holds ? 1 : 0)
                .build();
    }

    private static JsonObject times(ImmutableList<Long> sorted) {
        return JsonBuilder.object()
                .put("p50", at(sorted, 0.5))
                .put("p95", at(sorted, 0.95))
                .put("p99", at(sorted, 0.99))
                .put("n", sorted.size())
                .build();
    }

    private static JsonNumber at(ImmutableList<Long> sorted, double share) {
        return Decimals.plain(millis(Latencies.quantile(sorted, share)));
    }

    private static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).round(DIGITS);
    }
}
