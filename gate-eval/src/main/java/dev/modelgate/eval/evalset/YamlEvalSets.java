package dev.modelgate.eval.evalset;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.YamlReader;
import java.io.IOException;
import java.io.InputStream;

/** Reads an exam: a YAML list of cases, or an object with the list under {@code cases}. The fields are JSONL's,
 * and a scalar that JSON does not know is the text that stands there. */
final class YamlEvalSets {

    private YamlEvalSets() {}

    static EvalSet read(InputStream source, String name) {
        DigestingStream digesting = new DigestingStream(source);
        JsonValue root = YamlReader.readAsWritten(bytes(digesting.in(), name), name);
        JsonValue list = root instanceof JsonObject exam ? JsonShape.required(exam, "cases", name) : root;
        CaseCollector cases = new CaseCollector();
        for (JsonValue item : JsonShape.array(list, name + ": 'cases'").items()) {
            String where = name + ":" + item.place().line();
            cases.accept(JsonShape.object(item, name + ": a case"), where);
        }
        return new EvalSet(name, cases.cases(), digesting.digests());
    }

    private static byte[] bytes(InputStream in, String name) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); check the file".formatted(name, e.getMessage()), e);
        }
    }
}
