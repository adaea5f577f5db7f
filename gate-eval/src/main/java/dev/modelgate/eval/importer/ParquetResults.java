package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.duckdb.ParquetRows;
import dev.modelgate.eval.json.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A table of results in Parquet, a case a row; buckets are a list of texts, or a text with {@code ;} between them. */
final class ParquetResults implements Importer {

    @Override
    public String format() {
        return "parquet";
    }

    @Override
    public String what() {
        return "the same columns in Parquet";
    }

    @Override
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireWords(format(), TableColumns.OURS);
        return ImportedCases.read(file, choices, cases -> {
            TableRows rows = new TableRows(choices, cases);
            try (InputStream in = InputFiles.open(file)) {
                ParquetRows.forEach(in, file.toString(), (row, where) -> rows.accept(cells(row), where));
            } catch (IOException e) {
                throw new CannotJudgeException("%s could not be closed (%s)".formatted(file, e.getMessage()), e);
            }
        });
    }

    private static ImmutableMap<String, String> cells(JsonObject row) {
        ImmutableMap.Builder<String, String> cells = ImmutableMap.builder();
        row.members().forEach((column, value) -> cells.put(column, TableRows.cell(value)));
        return cells.buildOrThrow();
    }
}
