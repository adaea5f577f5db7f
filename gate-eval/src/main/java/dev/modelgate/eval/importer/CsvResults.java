package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.CsvRows;
import dev.modelgate.eval.json.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A table of results in CSV, a case a row. */
final class CsvResults implements Importer {

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public String what() {
        return "a table with the columns " + String.join(", ", TableRow.COLUMNS) + " (--columns renames)";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        ImmutableList.Builder<ImportedCase> cases = ImmutableList.builder();
        try (InputStream in = InputFiles.open(file)) {
            CsvRows.forEach(
                    in, file.toString(), (row, where) -> cases.add(new TableRow(row.cells(), columns, where).read()));
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be closed (%s)".formatted(file, e.getMessage()), e);
        }
        return ImportedCases.of(file, cases.build(), ImmutableList.of(), 0);
    }
}
