package dev.modelgate.eval.selftest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonLines;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.report.ReportReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A report and its cases as they stand in the files, to be changed and read again: a sabotage takes the road that a
 * real candidate would.
 *
 * @param cases empty where the report names none
 */
record Specimen(JsonObject report, Optional<ImmutableList<JsonObject>> cases) {

    private static final String BUCKETS = "buckets";
    private static final String PASSED = "passed";

    /** Reads a report and, beside it, its cases. */
    static Specimen of(Path file) {
        JsonObject report = JsonReader.readObject(InputFiles.bytes(file), file.toString());
        return new Specimen(report, report.member("cases").map(name -> cases(file, ((JsonString) name).text())));
    }

    private static ImmutableList<JsonObject> cases(Path report, String name) {
        ImmutableList.Builder<JsonObject> cases = ImmutableList.builder();
        Path file = report.toAbsolutePath().resolveSibling(InputFiles.path(name));
        try (var in = InputFiles.open(file)) {
            JsonLines.forEach(in, file.toString(), (line, where) -> cases.add(line));
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); check the disk".formatted(file, e.getMessage()), e);
        }
        return cases.build();
    }

    /** As the gate would read it from files. */
    Evidence evidence(String name) {
        String lines = cases.orElse(ImmutableList.of()).stream()
                .map(line -> PrettyJson.line(line) + "\n")
                .collect(Collectors.joining());
        return ReportReader.read(
                PrettyJson.line(report).getBytes(StandardCharsets.UTF_8),
                name,
                cased -> new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    /** Another model's report, for a candidate that is its own baseline would be no candidate. */
    Specimen ofModel(String sha) {
        return with("model_sha", JsonString.of(sha));
    }

    Specimen with(String key, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(report.members());
        members.put(key, value);
        return new Specimen(JsonObject.of(members), cases);
    }

    Specimen without(String key) {
        Map<String, JsonValue> members = new LinkedHashMap<>(report.members());
        members.remove(key);
        return new Specimen(JsonObject.of(members), cases);
    }

    Specimen bucket(String name, JsonValue value) {
        Map<String, JsonValue> buckets = new LinkedHashMap<>(buckets().members());
        buckets.put(name, value);
        return with(BUCKETS, JsonObject.of(buckets));
    }

    Specimen withoutBucket(String name) {
        Map<String, JsonValue> buckets = new LinkedHashMap<>(buckets().members());
        buckets.remove(name);
        return with(BUCKETS, JsonObject.of(buckets));
    }

    JsonObject buckets() {
        return (JsonObject) report.member(BUCKETS).orElse(JsonObject.of(ImmutableMap.of()));
    }

    /** With other cases, and the buckets counted anew from them. */
    Specimen recounted(List<JsonObject> changed) {
        Specimen recounted = new Specimen(report, Optional.of(ImmutableList.copyOf(changed)));
        for (String bucket : buckets().members().keySet()) {
            List<JsonObject> inside =
                    changed.stream().filter(line -> isIn(line, bucket)).toList();
            if (!inside.isEmpty()) {
                recounted = recounted.bucket(bucket, counted(inside));
            }
        }
        return recounted;
    }

    /** With some cases changed, and the buckets as they were: what copied figures look like. */
    Specimen withCases(UnaryOperator<JsonObject> change) {
        return new Specimen(
                report, cases.map(lines -> lines.stream().map(change).collect(ImmutableList.toImmutableList())));
    }

    static boolean isIn(JsonObject line, String bucket) {
        return bucket.equals(Bucket.AGGREGATE)
                || (line.member(BUCKETS).orElse(JsonArray.of(List.of())) instanceof JsonArray array
                        && array.items().contains(JsonString.of(bucket)));
    }

    /** True for a case that says it is right, in so many words. */
    static boolean isRight(JsonObject line) {
        return line.member(PASSED).equals(Optional.of(JsonBoolean.of(true)));
    }

    static boolean isBinary(JsonObject line) {
        return line.member(PASSED).filter(JsonBoolean.class::isInstance).isPresent();
    }

    static JsonObject answered(JsonObject line, boolean right) {
        Map<String, JsonValue> members = new LinkedHashMap<>(line.members());
        members.put(PASSED, JsonBoolean.of(right));
        members.put("score", JsonValue.JsonNumber.of(right ? 1 : 0));
        return JsonObject.of(members);
    }

    private static JsonObject counted(List<JsonObject> inside) {
        return JsonBuilder.object()
                .put("n", inside.size())
                .put("correct", inside.stream().filter(Specimen::isRight).count())
                .build();
    }
}
