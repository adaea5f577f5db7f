package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.eval.json.JsonShape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table among an MLflow run's artifacts, as {@code mlflow.log_table} writes it and the evaluations of MLflow do: a row is
 * a case. Without a column for it, the id is the row's number.
 */
final class MlflowTable implements Importer {

    private static final String ID = "id";

    @Override
    public String format() {
        return "mlflow-table";
    }

    @Override
    public String what() {
        return "an artifact of mlflow.log_table, such as eval_results_table.json (--columns renames)";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        Walk table = Walk.read(file);
        List<String> names = table.list("columns").stream().map(Walk::shown).toList();
        List<JsonValue> rows = table.list("data");
        ImmutableList.Builder<ImportedCase> cases = ImmutableList.builder();
        for (int row = 0; row < rows.size(); row++) {
            String where = "%s%s: data[%d]".formatted(file, rows.get(row).place(), row);
            Map<String, String> cells = cells(names, rows.get(row), where);
            if (!columns.containsKey(ID)) {
                cells.putIfAbsent(ID, "row " + (row + 1));
            }
            cases.add(new TableRow(cells, columns, where).read());
        }
        return ImportedCases.of(file, cases.build(), ImmutableList.of(), 0);
    }

    private static Map<String, String> cells(List<String> names, JsonValue row, String where) {
        List<JsonValue> values = JsonShape.array(row, where).items();
        if (values.size() != names.size()) {
            throw new CannotJudgeException("%s has %d cells, but the table has %d columns; log it again"
                    .formatted(where, values.size(), names.size()));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!(values.get(i) instanceof JsonNull)) {
                cells.put(names.get(i), text(values.get(i)));
            }
        }
        return cells;
    }

    private static String text(JsonValue value) {
        return value instanceof JsonArray list
                ? list.items().stream().map(Walk::shown).collect(Collectors.joining(";"))
                : Walk.shown(value);
    }
}
