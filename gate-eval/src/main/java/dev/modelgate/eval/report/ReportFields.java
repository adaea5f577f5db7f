package dev.modelgate.eval.report;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonShape;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The understood fields of a report; what else is in it is kept, never an error. */
final class ReportFields {

    private static final Pattern CANONICAL_SHA = Pattern.compile("[0-9a-f]{64}");

    /** More is nothing that anybody reads, and each costs a statistic. */
    static final int MAX_BUCKETS = 100_000;

    private final JsonObject source;
    private final String name;

    private ReportFields(JsonObject source, String name) {
        this.source = source;
        this.name = name;
    }

    static ReportFields of(JsonObject source, String name) {
        return new ReportFields(source, name);
    }

    EvalReport report() {
        return new EvalReport(
                modelSha(),
                text("suite"),
                text("stage"),
                hash("eval_set_dvc_hash"),
                hash("eval_set_sha256"),
                buckets(),
                numbers(),
                Optional.empty(),
                source);
    }

    private Optional<String> modelSha() {
        Optional<String> sha = text("model_sha");
        if (sha.isPresent() && !CANONICAL_SHA.matcher(sha.get()).matches()) {
            throw new CannotJudgeException("%s: 'model_sha' is '%s', but 64 lower-case hex digits or null are required"
                    .formatted(name, sha.get()));
        }
        return sha;
    }

    private Optional<String> text(String key) {
        return JsonShape.optional(source, key).map(value -> JsonShape.text(value, what(key)));
    }

    /** A hash is stated or left out; {@code null} and {@code ""} would be "no hash" in disguise. */
    private Optional<String> hash(String key) {
        Optional<JsonValue> value = source.member(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String hash = JsonShape.text(value.get(), what(key));
        if (hash.isEmpty()) {
            throw new CannotJudgeException("%s%s is empty, but a hash is required; write the hash or leave the key out"
                    .formatted(what(key), value.get().place()));
        }
        return Optional.of(hash);
    }

    private ImmutableMap<String, Bucket> buckets() {
        JsonObject object = JsonShape.object(JsonShape.required(source, "buckets", name), what("buckets"));
        if (object.members().size() > MAX_BUCKETS) {
            throw new CannotJudgeException(
                    "%s: 'buckets' are %d, but at most %d are read; group the cases more coarsely"
                            .formatted(name, object.members().size(), MAX_BUCKETS));
        }
        ImmutableMap.Builder<String, Bucket> buckets = ImmutableMap.builder();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            buckets.put(member.getKey(), BucketFields.read(member.getKey(), member.getValue(), name));
        }
        return buckets.buildOrThrow();
    }

    private ImmutableMap<String, BigDecimal> numbers() {
        ImmutableMap.Builder<String, BigDecimal> numbers = ImmutableMap.builder();
        for (Map.Entry<String, JsonValue> member : source.members().entrySet()) {
            if (!member.getKey().equals("buckets")) {
                collect(member.getKey(), member.getValue(), numbers);
            }
        }
        return numbers.buildKeepingLast();
    }

    private static void collect(String path, JsonValue value, ImmutableMap.Builder<String, BigDecimal> numbers) {
        if (value instanceof JsonNumber number) {
            numbers.put(path, number.decimal());
        } else if (value instanceof JsonObject object) {
            object.members().forEach((key, member) -> collect(path + "." + key, member, numbers));
        }
    }

    private String what(String key) {
        return "%s: '%s'".formatted(name, key);
    }
}
