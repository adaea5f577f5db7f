package dev.modelgate.eval.score;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.evalset.EvalCase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Right where the answer is JSON that the schema allows: the wiring's, or else each case's {@code expected}. */
final class SchemaMatch implements Scorer {

    private final Optional<JsonValue> schema;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> read = new ConcurrentHashMap<>();

    SchemaMatch(Optional<JsonValue> schema) {
        this.schema = schema;
    }

    @Override
    public String name() {
        return "json-schema";
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        JsonValue stated = schema.orElse(evalCase.expected());
        if (!(stated instanceof JsonObject)) {
            throw new IllegalArgumentException(
                    "'expected' is %s, but a JSON schema is required".formatted(stated.kind()));
        }
        Schema rules =
                read.computeIfAbsent(PrettyJson.line(stated), text -> registry.getSchema(text, InputFormat.JSON));
        return Score.of(JsonEquality.parsed(output)
                .map(PrettyJson::line)
                .filter(json -> rules.validate(json, InputFormat.JSON).isEmpty())
                .isPresent());
    }
}
