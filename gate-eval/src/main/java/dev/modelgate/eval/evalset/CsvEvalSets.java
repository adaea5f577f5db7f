package dev.modelgate.eval.evalset;

import com.google.common.base.Splitter;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.CsvRows;
import java.io.InputStream;
import java.util.List;

/**
 * Reads a table: a header with {@code id}, {@code input}, {@code expected}, {@code buckets}, and a case a row. All
 * cells are texts; buckets stand in one cell with {@code ;} between them, in quotes where that separates the cells. An empty cell of another column says nothing.
 */
final class CsvEvalSets {

    private CsvEvalSets() {}

    static EvalSet read(InputStream source, String name) {
        DigestingStream digesting = new DigestingStream(source);
        CaseCollector cases = new CaseCollector();
        CsvRows.forEach(digesting.in(), name, CaseFields.UNDERSTOOD, (row, where) -> cases.accept(object(row), where));
        return new EvalSet(name, cases.cases(), digesting.digests());
    }

    private static JsonObject object(CsvRows.Row row) {
        JsonBuilder object = JsonBuilder.object();
        row.cells().forEach((column, cell) -> {
            switch (column) {
                case "id", "input", "expected" -> object.put(column, cell);
                case "buckets" -> object.putTexts(column, cell.isEmpty() ? List.of() : names(cell));
                default -> {
                    if (!cell.isEmpty()) {
                        object.put(column, cell);
                    }
                }
            }
        });
        return object.build();
    }

    /** Buckets that stand in one cell. */
    static List<String> names(String cell) {
        return Splitter.on(';').trimResults().splitToList(cell);
    }
}
