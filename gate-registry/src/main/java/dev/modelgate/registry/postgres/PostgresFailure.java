package dev.modelgate.registry.postgres;

import com.google.common.base.Throwables;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;

/** What the database said, in one sentence of ours that holds no credentials. */
final class PostgresFailure {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String NOT_AUTHORISED = "28";
    private static final String NO_RIGHT = "42501";
    private static final String NO_CONNECTION = "08";

    private PostgresFailure() {}

    /** Whether an exception is the database's, and not the work's own. */
    static boolean isOne(RuntimeException failure) {
        return failure instanceof JdbiException
                || failure instanceof FlywayException
                || failure instanceof PoolInitializationException;
    }

    static IOException of(RuntimeException failure, String uri) {
        Optional<SQLException> found = Throwables.getCausalChain(failure).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(cause -> cause.getSQLState() != null)
                .findFirst();
        return new IOException(
                found.map(cause -> message(cause, uri)).orElseGet(() -> firstLine(failure, uri)), failure);
    }

    private static String message(SQLException cause, String uri) {
        String state = cause.getSQLState();
        if (state.equals(LOCK_NOT_AVAILABLE)) {
            return "%s is held by another command for too long, but must be free; see which one runs and try again"
                    .formatted(uri);
        } else if (state.startsWith(NOT_AUTHORISED)) {
            return "%s does not accept the user or the password; set GATE_REGISTRY_USER and GATE_REGISTRY_PASSWORD"
                    .formatted(uri);
        } else if (state.equals(NO_RIGHT)) {
            return "%s: the user lacks a right (%s); grant it on the registry's schema".formatted(uri, oneLine(cause));
        } else if (state.startsWith(NO_CONNECTION)) {
            return "%s cannot be reached (%s); see that the server runs and listens there"
                    .formatted(uri, oneLine(cause));
        }
        return firstLine(cause, uri);
    }

    private static String firstLine(Exception failure, String uri) {
        return "%s: the database reports: %s".formatted(uri, oneLine(failure));
    }

    private static String oneLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
