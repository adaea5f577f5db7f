package dev.modelgate.eval.importer;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.Decimals;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.OutputFiles;
import dev.modelgate.eval.report.ReportFiles;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes what was imported as a report with its cases. It names no model, so no verdict on it can promote; the digest of
 * its set is that of the questions, so that two imports compare exactly where the same was asked.
 */
public final class ImportedReport {

    private static final int DECIMALS = 6;

    /** More than a binary floating-point number between 0.001 and 1 has of use: as written, not rounded once more. */
    private static final int MEASURE_DECIMALS = 20;

    private ImportedReport() {}

    /** @return the report's path, with the cases' beside it where there are any */
    public static Path write(
            Imported imported, String format, Path source, Optional<String> suite, Path output, Clock clock) {
        JsonBuilder head = head(format, source, suite, clock);
        return imported instanceof ImportedCases cases
                ? writeCases(cases, head, output)
                : writeMeasures((ImportedMeasures) imported, head, output);
    }

    private static Path writeCases(ImportedCases imported, JsonBuilder report, Path output) {
        try (ReportFiles files = ReportFiles.begin(output)) {
            imported.cases().forEach(each -> files.append(each.toJson()));
            report.put("eval_set_sha256", digest(questions(imported)))
                    .put("buckets", buckets(imported))
                    .put("errors", imported.errors().size())
                    .put("skipped", imported.skipped().size());
            if (!imported.errors().isEmpty()) {
                report.put("error_cases", errors(imported));
            }
            files.commit(
                    report.put("cases", files.cases().getFileName().toString()).build());
            return files.report();
        }
    }

    private static Path writeMeasures(ImportedMeasures imported, JsonBuilder report, Path output) {
        imported.questions().ifPresent(questions -> report.put("eval_set_sha256", digest(questions)));
        report.put("buckets", buckets(imported));
        if (!imported.metrics().isEmpty()) {
            JsonBuilder metrics = JsonBuilder.object();
            imported.metrics().forEach((name, value) -> metrics.put(name, Decimals.plain(value)));
            report.put("metrics", metrics.build());
        }
        Path file = output.toAbsolutePath();
        OutputFiles.write(PrettyJson.indented(report.build()), file, "the report");
        return file;
    }

    private static JsonBuilder head(String format, Path source, Optional<String> suite, Clock clock) {
        JsonBuilder report =
                JsonBuilder.object().put("schema", ReportReader.SCHEMA).put("model_sha", JsonNull.NULL);
        suite.ifPresent(name -> report.put("suite", name));
        return report.put("stage", "evaluate")
                .put(
                        "created_at",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put(
                        "imported",
                        JsonBuilder.object()
                                .put("format", format)
                                .put("sha256", Sha256.hex(InputFiles.bytes(source)))
                                .build());
    }

    private static String digest(JsonValue questions) {
        return Sha256.hex(CanonicalJson.bytes(questions));
    }

    private static JsonObject buckets(ImportedMeasures imported) {
        JsonBuilder buckets = JsonBuilder.object();
        for (Bucket bucket : imported.buckets()) {
            JsonBuilder fields = JsonBuilder.object()
                    .put(
                            "accuracy",
                            Decimals.plain(bucket.accuracy().rounded(MEASURE_DECIMALS, RoundingMode.HALF_EVEN)));
            bucket.n().ifPresent(n -> fields.put("n", n));
            bucket.correct().ifPresent(correct -> fields.put("correct", correct));
            buckets.put(bucket.name(), fields.build());
        }
        return buckets.build();
    }

    /** Each once, in the order of their ids: in which order a tool came to them, and which it could not answer, is no matter. */
    private static JsonArray questions(ImportedCases imported) {
        return JsonArray.of(imported.questions()
                .distinct()
                .sorted(Comparator.comparing(Question::id)
                        .thenComparing(question -> PrettyJson.line(question.toJson())))
                .map(Question::toJson)
                .toList());
    }

    private static JsonArray errors(ImportedCases imported) {
        return JsonArray.of(imported.errors().stream()
                .map(error -> JsonBuilder.object()
                        .put("id", error.question().id())
                        .put("message", error.message())
                        .build())
                .toList());
    }

    private static JsonObject buckets(ImportedCases imported) {
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
