package dev.modelgate.eval.evalset;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.duckdb.ParquetRows;
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
        ParquetRows.forEach(digesting.in(), name, (row, where) -> cases.accept(withBuckets(row), where));
        return new EvalSet(name, cases.cases(), digesting.digests());
    }

    /** A table that has buckets as a text with {@code ;} between them says the same as one with a list. */
    private static JsonObject withBuckets(JsonObject row) {
        JsonValue buckets = row.member("buckets").orElse(row);
        if (!(buckets instanceof JsonString text)) {
            return row;
        }
        JsonBuilder object = JsonBuilder.object();
        row.members().forEach((key, value) -> {
            if (!key.equals("buckets")) {
                object.put(key, value);
            }
        });
        return object.putTexts("buckets", text.text().isEmpty() ? List.of() : CsvEvalSets.names(text.text()))
                .build();
    }
}
