package dev.modelgate.eval.evalset;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.duckdb.ParquetRows;
import dev.modelgate.eval.json.ColumnNames;
import java.io.InputStream;
import java.util.List;

/**
 * Reads a Parquet table, a case a row, with the columns {@code id}, {@code input}, {@code expected} and
 * {@code buckets}; the last is a list of texts. Messages name the row, from 1.
 */
final class ParquetEvalSets {

    private ParquetEvalSets() {}

    static EvalSet read(InputStream source, String name) {
        DigestingStream digesting = new DigestingStream(source);
        CaseCollector cases = new CaseCollector();
        ParquetRows.forEach(digesting.in(), name, (row, where) -> cases.accept(evalCase(row), where));
        return new EvalSet(name, cases.cases(), digesting.digests());
    }

    /** A cell without a value says nothing; buckets as a text with {@code ;} between them say the same as a list. */
    private static JsonObject evalCase(JsonObject row) {
        List<String> header = row.members().keySet().asList();
        List<String> names = ColumnNames.of(header, CaseFields.UNDERSTOOD);
        JsonBuilder object = JsonBuilder.object();
        for (int i = 0; i < header.size(); i++) {
            JsonValue value = row.members().values().asList().get(i);
            if (names.get(i).equals("buckets") && value instanceof JsonString text) {
                object.putTexts("buckets", text.text().isEmpty() ? List.of() : CsvEvalSets.names(text.text()));
            } else if (!(value instanceof JsonNull)) {
                object.put(names.get(i), value);
            }
        }
        return object.build();
    }
}
