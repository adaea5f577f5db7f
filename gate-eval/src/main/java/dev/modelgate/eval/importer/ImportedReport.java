package dev.modelgate.eval.importer;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.Decimals;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.report.ReportFiles;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes what was imported as a report with its cases. It names no model, so no verdict on it can promote; the digest of
 * its set is that of the questions, so that two imports compare exactly where the same was asked.
 */
public final class ImportedReport {

    private static final int DECIMALS = 6;

    private ImportedReport() {}

    /** @return the report's path, with the cases' beside it */
    public static Path write(
            Imported imported, String format, Path source, Optional<String> suite, Path output, Clock clock) {
        try (ReportFiles files = ReportFiles.begin(output)) {
            imported.cases().forEach(each -> files.append(each.toJson()));
            JsonBuilder report =
                    JsonBuilder.object().put("schema", ReportReader.SCHEMA).put("model_sha", JsonNull.NULL);
            suite.ifPresent(name -> report.put("suite", name));
            report.put("stage", "evaluate")
                    .put("eval_set_sha256", questions(imported))
                    .put(
                            "created_at",
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                    .put(
                            "imported",
                            JsonBuilder.object()
                                    .put("format", format)
                                    .put("sha256", Sha256.hex(InputFiles.bytes(source)))
                                    .build())
                    .put("buckets", buckets(imported))
                    .put("errors", imported.errors().size())
                    .put("skipped", imported.skipped());
            if (!imported.errors().isEmpty()) {
                report.put("error_cases", errors(imported));
            }
            files.commit(
                    report.put("cases", files.cases().getFileName().toString()).build());
            return files.report();
        }
    }

    private static String questions(Imported imported) {
        return Sha256.hex(CanonicalJson.bytes(JsonArray.of(
                imported.cases().stream().map(ImportedCase::question).toList())));
    }

    private static JsonArray errors(Imported imported) {
        return JsonArray.of(imported.errors().stream()
                .map(error -> JsonBuilder.object()
                        .put("id", error.id())
                        .put("message", error.message())
                        .build())
                .toList());
    }

    private static JsonObject buckets(Imported imported) {
        Sums all = new Sums();
        Map<String, Sums> named = new TreeMap<>();
        for (ImportedCase each : imported.cases()) {
            all.add(each.score());
            each.buckets()
                    .forEach(bucket ->
                            named.computeIfAbsent(bucket, name -> new Sums()).add(each.score()));
        }
        JsonBuilder buckets = JsonBuilder.object().put(Bucket.AGGREGATE, all.toJson());
        named.forEach((name, sums) -> buckets.put(name, sums.toJson()));
        return buckets.build();
    }

    /** One bucket's cases. */
    private static final class Sums {
        private long n;
        private long correct;
        private boolean graded;
        private BigDecimal scores = BigDecimal.ZERO;

        void add(Score score) {
            n++;
            correct += score.passed().orElse(false) ? 1 : 0;
            graded |= score.passed().isEmpty();
            scores = scores.add(score.value());
        }

        JsonObject toJson() {
            Fraction accuracy = graded ? Fraction.of(scores).times(Fraction.of(1, n)) : Fraction.of(correct, n);
            JsonBuilder bucket = JsonBuilder.object()
                    .put("accuracy", Decimals.plain(accuracy.rounded(DECIMALS, RoundingMode.HALF_EVEN)))
                    .put("n", n);
            if (!graded) {
                bucket.put("correct", correct);
            }
            return bucket.build();
        }
    }
}
