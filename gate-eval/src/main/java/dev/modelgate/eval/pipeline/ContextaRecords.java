package dev.modelgate.eval.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.pipeline.RunEvidence.Degradation;
import dev.modelgate.core.pipeline.RunEvidence.Measurement;
import dev.modelgate.core.pipeline.Severity;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonLines;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.pipeline.ContextaLedger.LedgerStage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One run's records, from all segments of a workspace in their order. */
final class ContextaRecords {

    private final String run;
    private final ImmutableMap<String, LedgerStage> stages;
    private final ImmutableList.Builder<Measurement> measurements = ImmutableList.builder();
    private final ImmutableList.Builder<Degradation> degradations = ImmutableList.builder();
    private final Map<String, String> datasets = new TreeMap<>();
    private long lastSequence;

    private ContextaRecords(String run, ImmutableMap<String, LedgerStage> stages) {
        this.run = run;
        this.stages = stages;
    }

    /** @throws CannotJudgeException where records are missing, malformed, or contradict each other */
    static ContextaRecords read(Path folder, String run, ImmutableMap<String, LedgerStage> stages) {
        ContextaRecords records = new ContextaRecords(run, stages);
        for (Path segment : segments(folder.resolve("segments"))) {
            try (InputStream in = InputFiles.open(segment)) {
                JsonLines.forEach(in, segment.toString(), records::accept);
            } catch (IOException e) {
                throw new CannotJudgeException(
                        "%s could not be closed (%s); check the file system".formatted(segment, e.getMessage()), e);
            }
        }
        records.requireAll(folder.resolve("manifest.json"));
        return records;
    }

    ImmutableList<Measurement> measurements() {
        return measurements.build();
    }

    ImmutableList<Degradation> degradations() {
        return degradations.build();
    }

    /** By the dataset's name; by {@code dataset} where a record names a version alone. */
    ImmutableMap<String, String> datasets() {
        return ImmutableMap.copyOf(datasets);
    }

    private void accept(JsonObject line, String where) {
        lastSequence = Math.max(
                lastSequence, JsonShape.integer(JsonShape.required(line, "sequence", where), where + ": 'sequence'"));
        JsonObject record = object(line, "record", where);
        JsonObject envelope = object(record, "envelope", where);
        if (!text(envelope, "run_ref", where).equals(run)) {
            return;
        }
        JsonObject payload = object(record, "payload", where);
        mark(envelope, where);
        switch (text(envelope, "record_type", where)) {
            case "metric" -> metric(envelope, payload, where);
            case "degraded" -> degraded(payload, where);
            case "event" -> dataset(payload, "attributes", where);
            default -> {} // spans say nothing of quality
        }
    }

    private void metric(JsonObject envelope, JsonObject payload, String where) {
        String key = text(payload, "metric_key", where);
        String metric = JsonShape.optional(payload, "slice_ref")
                .map(slice -> key + "[" + JsonShape.text(slice, where + ": 'slice_ref'") + "]")
                .orElse(key);
        JsonValue value = JsonShape.required(payload, "value", where);
        measurements.add(new Measurement(
                metric,
                stage(envelope, where),
                Fraction.of(JsonShape.number(value, where + ": 'value'").decimal())));
        dataset(payload, "tags", where);
    }

    /** By the ledger's name; a stage that the ledger does not know keeps its whole reference, and so matches none. */
    private Optional<String> stage(JsonObject envelope, String where) {
        return JsonShape.optional(envelope, "stage_execution_ref").map(value -> {
            String ref = JsonShape.text(value, where + ": 'stage_execution_ref'");
            LedgerStage stage = stages.get(ref);
            return stage == null ? ref : stage.name();
        });
    }

    private void degraded(JsonObject payload, String where) {
        Severity severity = text(payload, "severity", where).equals("warning") ? Severity.WARNING : Severity.ERROR;
        degradations.add(
                new Degradation(severity, text(payload, "issue_key", where) + ": " + text(payload, "summary", where)));
    }

    /** A record that is marked as not whole; where that is a metric's, the metric was not measured. */
    private void mark(JsonObject envelope, String where) {
        String completeness = text(envelope, "completeness_marker", where);
        String degradation = text(envelope, "degradation_marker", where);
        if (!completeness.equals("complete") || !degradation.equals("none")) {
            degradations.add(new Degradation(
                    text(envelope, "record_type", where).equals("metric") ? Severity.ERROR : Severity.WARNING,
                    "%s is %s, %s".formatted(text(envelope, "record_ref", where), completeness, degradation)));
        }
    }

    private void dataset(JsonObject payload, String key, String where) {
        Optional<JsonValue> said = JsonShape.optional(payload, key);
        if (said.isEmpty()) {
            return;
        }
        JsonObject attributes = JsonShape.object(said.get(), where + ": '" + key + "'");
        Optional<JsonValue> version = JsonShape.optional(attributes, "dataset_version");
        if (version.isPresent()) {
            String name = JsonShape.optional(attributes, "dataset")
                    .map(value -> JsonShape.text(value, where + ": 'dataset'"))
                    .orElse("dataset");
            String found = JsonShape.text(version.get(), where + ": 'dataset_version'");
            String before = datasets.putIfAbsent(name, found);
            if (before != null && !before.equals(found)) {
                throw new CannotJudgeException(
                        "%s: dataset '%s' is at version '%s', but an earlier record of the run says '%s'; record one"
                                .formatted(where, name, found, before));
            }
        }
    }

    private void requireAll(Path manifest) {
        JsonObject object = JsonReader.readObject(InputFiles.bytes(manifest), manifest.toString());
        long committed = JsonShape.integer(
                JsonShape.required(object, "last_committed_sequence", manifest.toString()),
                manifest + ": 'last_committed_sequence'");
        if (lastSequence < committed) {
            throw new CannotJudgeException(
                    "the segments beside %s end at record %d, but %d were committed; records are missing: restore them"
                            .formatted(manifest, lastSequence, committed));
        }
    }

    private static List<Path> segments(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); name a workspace of Contexta".formatted(folder, e), e);
        }
    }

    private static JsonObject object(JsonObject owner, String key, String where) {
        return JsonShape.object(JsonShape.required(owner, key, where), "%s: '%s'".formatted(where, key));
    }

    private static String text(JsonObject owner, String key, String where) {
        return JsonShape.text(JsonShape.required(owner, key, where), "%s: '%s'".formatted(where, key));
    }
}
