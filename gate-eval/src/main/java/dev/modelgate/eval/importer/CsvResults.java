package dev.modelgate.eval.importer;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.CsvRows;
import dev.modelgate.eval.json.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** A table of results in CSV, a case a row. */
final class CsvResults implements Importer {

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public String what() {
        return "a table with the columns " + String.join(", ", TableColumns.OURS) + " (--columns renames)";
    }

    @Override
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireWords(format(), TableColumns.OURS);
        return ImportedCases.read(file, choices, cases -> {
            TableRows rows = new TableRows(choices, cases);
            try (InputStream in = InputFiles.open(file)) {
                CsvRows.forEach(in, file.toString(), List.of(), (row, where) -> rows.accept(row.cells(), where));
            } catch (IOException e) {
                throw new CannotJudgeException("%s could not be closed (%s)".formatted(file, e.getMessage()), e);
            }
        });
    }
}
