package dev.modelgate.eval.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.pipeline.RunEvidence.Deployment;
import dev.modelgate.eval.duckdb.DuckDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/** Contexta's ledger, a DuckDB file: which runs there are, and what ran in them. Opened read only, on one thread. */
final class ContextaLedger implements AutoCloseable {

    private final Path file;
    private final Connection connection;

    private ContextaLedger(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** A stage by its reference, which is what records name. */
    record LedgerStage(String ref, String name, String status) {}

    /** @throws CannotJudgeException where there is none, the driver is missing, or it cannot be read */
    static ContextaLedger open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CannotJudgeException(
                    "%s does not exist, but a workspace of Contexta has it; name the workspace".formatted(file));
        }
        Properties settings = DuckDb.settings();
        settings.setProperty("duckdb.read_only", "true");
        try {
            Connection connection = DuckDb.connect("jdbc:duckdb:" + file.toAbsolutePath(), settings);
            return new ContextaLedger(file, connection);
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /** The run's status. */
    String status(String run) {
        ImmutableList<String> found = query("select status from runs where ref = ?", run, row -> row.getString(1));
        if (found.isEmpty()) {
            throw new CannotJudgeException("%s has no run '%s'; its runs are %s"
                    .formatted(
                            file,
                            run,
                            String.join(
                                    ", ",
                                    query(
                                            "select ref from runs where ref <> ? order by ref",
                                            "",
                                            row -> row.getString(1)))));
        }
        return found.get(0);
    }

    ImmutableMap<String, LedgerStage> stages(String run) {
        return query(
                        "select ref, stage_name, status from stage_executions where run_ref = ? order by order_index, ref",
                        run,
                        row -> new LedgerStage(row.getString(1), row.getString(2), row.getString(3)))
                .stream()
                .collect(ImmutableMap.toImmutableMap(LedgerStage::ref, stage -> stage));
    }

    ImmutableList<Deployment> deployments(String run) {
        return query(
                "select deployment_name, status from deployment_executions where run_ref = ? order by ref",
                run,
                row -> new Deployment(row.getString(1), row.getString(2)));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> ImmutableList<T> query(String sql, String value, Row<T> row) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            ImmutableList.Builder<T> rows = ImmutableList.builder();
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    rows.add(row.read(results));
                }
            }
            return rows.build();
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private static CannotJudgeException unreadable(Path file, SQLException e) {
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new CannotJudgeException(
                "%s could not be read (%s); check that it is a ledger of DuckDB 2 and that nothing writes it"
                        .formatted(file, why),
                e);
    }
}
