package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.duckdb.ParquetRows;
import dev.modelgate.eval.json.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.Collectors;

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
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        ImmutableList.Builder<ImportedCase> cases = ImmutableList.builder();
        try (InputStream in = InputFiles.open(file)) {
            ParquetRows.forEach(
                    in, file.toString(), (row, where) -> cases.add(new TableRow(cells(row), columns, where).read()));
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be closed (%s)".formatted(file, e.getMessage()), e);
        }
        return ImportedCases.of(file, cases.build(), ImmutableList.of(), 0);
    }

    private static ImmutableMap<String, String> cells(JsonObject row) {
        ImmutableMap.Builder<String, String> cells = ImmutableMap.builder();
        row.members().forEach((column, value) -> cells.put(column, text(value)));
        return cells.buildOrThrow();
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonArray list) {
            return list.items().stream().map(ParquetResults::text).collect(Collectors.joining(";"));
        }
        return value instanceof JsonString text ? text.text() : PrettyJson.line(value);
    }
}
