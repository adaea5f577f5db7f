package dev.modelgate.eval.importer;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.json.JsonShape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table among an MLflow run's artifacts, as {@code mlflow.log_table} writes it and the evaluations of MLflow do: a row is
 * a case. Without a column for it, the id is the row's number.
 */
final class MlflowTable implements Importer {

    @Override
    public String format() {
        return "mlflow-table";
    }

    @Override
    public String what() {
        return "an artifact of mlflow.log_table, such as eval_results_table.json (--columns renames)";
    }

    @Override
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireWords(format(), TableColumns.OURS);
        Walk table = Walk.read(file);
        List<String> names = table.list("columns").stream().map(Walk::shown).toList();
        List<JsonValue> data = table.list("data");
        return ImportedCases.read(file, choices, cases -> {
            TableRows rows = TableRows.numbered(choices, cases);
            for (int row = 0; row < data.size(); row++) {
                String where = "%s%s: data[%d]".formatted(file, data.get(row).place(), row);
                rows.accept(cells(names, data.get(row), where), where);
            }
        });
    }

    private static Map<String, String> cells(List<String> names, JsonValue row, String where) {
        List<JsonValue> values = JsonShape.array(row, where).items();
        if (values.size() != names.size()) {
            throw new CannotJudgeException("%s has %d cells, but the table has %d columns; log it again"
                    .formatted(where, values.size(), names.size()));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            cells.put(names.get(i), TableRows.cell(values.get(i)));
        }
        return cells;
    }
}
