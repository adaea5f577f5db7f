package dev.modelgate.registry.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to the registry's database. Every wait has an end, so that a dead server gives an error, not silence. */
final class PostgresPool {

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    /** Above what a writer waits for the lock. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(90);

    private static final int CONNECTIONS = 8;

    private PostgresPool() {}

    /**
     * Connects.
     *
     * @param variables the environment: {@code GATE_REGISTRY_USER} and {@code GATE_REGISTRY_PASSWORD}, else
     *     {@code PGUSER} and {@code PGPASSWORD}, else the driver's own ways (a password file, peer trust)
     */
    static HikariDataSource open(PostgresAddress address, Map<String, String> variables) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(address.url());
        server.setCurrentSchema(address.schema());
        server.setApplicationName("gate");
        server.setConnectTimeout(Math.toIntExact(TO_CONNECT.toSeconds()));
        server.setLoginTimeout(Math.toIntExact(TO_CONNECT.toSeconds()));
        server.setSocketTimeout(Math.toIntExact(TO_ANSWER.toSeconds()));
        server.setTcpKeepAlive(true);
        variable(variables, "GATE_REGISTRY_USER", "PGUSER").ifPresent(server::setUser);
        variable(variables, "GATE_REGISTRY_PASSWORD", "PGPASSWORD").ifPresent(server::setPassword);
        HikariConfig config = new HikariConfig();
        config.setPoolName("gate-registry");
        config.setDataSource(server);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setAutoCommit(true);
        config.setConnectionTimeout(TO_ANSWER.toMillis());
        return new HikariDataSource(config);
    }

    private static Optional<String> variable(Map<String, String> variables, String name, String other) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(variables.get(other)).filter(value -> !value.isEmpty()));
    }
}
