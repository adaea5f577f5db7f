package dev.modelgate.eval.evalset;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/** Reads an eval set in the form that its name ends with: {@code .yaml}, {@code .yml}, {@code .csv}, {@code .tsv},
 * {@code .parquet}, else JSONL. */
public final class EvalSets {

    private EvalSets() {}

    /**
     * Reads a file.
     *
     * @throws CannotJudgeException where it is missing, malformed or empty: file and line
     */
    public static EvalSet read(Path file) {
        try (InputStream in = InputFiles.open(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be closed (%s); check the file system".formatted(file, e.getMessage()), e);
        }
    }

    /** Reads a stream to its end; it stays open. */
    public static EvalSet read(InputStream source, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return YamlEvalSets.read(source, name);
        }
        if (lower.endsWith(".parquet")) {
            return ParquetEvalSets.read(source, name);
        }
        return lower.endsWith(".csv") || lower.endsWith(".tsv")
                ? CsvEvalSets.read(source, name)
                : JsonlEvalSets.read(source, name);
    }
}
