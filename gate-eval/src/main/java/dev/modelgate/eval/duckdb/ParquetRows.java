package dev.modelgate.eval.duckdb;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of a Parquet file as objects, in the file's order, each with all columns; a cell without a value is null, and
 * NaN is a text. */
public final class ParquetRows {

    /** One thread: a table's order must not depend on the machine. */
    private static final String ROWS = "select to_json(row)::varchar from read_parquet(?) as row";

    private ParquetRows() {}

    /** What is done with each row. */
    @FunctionalInterface
    public interface Consumer {
        /** @param where {@code file:row}, for messages; rows count from 1 */
        void accept(JsonObject row, String where);
    }

    /**
     * Reads to the end of the stream, which stays open. The bytes go through a file of the temporary directory, so that
     * what is parsed is what was read and hashed.
     *
     * @throws CannotJudgeException where it is no Parquet, or DuckDB is not there
     */
    public static void forEach(InputStream in, String name, Consumer consumer) {
        try {
            Path copy = Files.createTempFile("gate-", ".parquet");
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                read(copy, name, consumer);
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); check the file".formatted(name, e.getMessage()), e);
        }
    }

    private static void read(Path copy, String name, Consumer consumer) {
        try (Connection connection = DuckDb.connect("jdbc:duckdb:", DuckDb.settings());
                PreparedStatement statement = connection.prepareStatement(ROWS)) {
            statement.setString(1, copy.toString());
            try (ResultSet rows = statement.executeQuery()) {
                for (int row = 1; rows.next(); row++) {
                    String where = name + ":" + row;
                    byte[] json = rows.getString(1).getBytes(StandardCharsets.UTF_8);
                    consumer.accept(JsonShape.object(JsonReader.readWithNaN(json, where), where), where);
                }
            }
        } catch (SQLException e) {
            throw new CannotJudgeException(
                    "%s is no Parquet that can be read (%s); write it again"
                            .formatted(name, String.valueOf(e.getMessage()).replaceAll("\\s+", " ")),
                    e);
        }
    }
}
