package dev.modelgate.registry.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Head;
import dev.modelgate.registry.testing.RealPostgres;
import dev.modelgate.registry.testing.RegistryStoreContractTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class PostgresRegistryStoreTest extends RegistryStoreContractTest {

    private static final DocumentPath NOTE = new DocumentPath("notes/a.json");
    private static RealPostgres server;

    private final String uri = server.freshUri();
    private final PostgresRegistryStore store = open(uri, server.credentials());

    @BeforeAll
    static void server() throws IOException {
        server = RealPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected RegistryStore store() {
        return store;
    }

    private static PostgresRegistryStore open(String uri, Map<String, String> variables) {
        return new PostgresRegistryStore(PostgresAddress.of(uri), variables, Duration.ofMillis(300));
    }

    @Test
    void reading_creates_nothing() throws Exception {
        store.<Optional<String>>read(RegistryStore.Reader::lastEvent);

        assertThat(sql("select from information_schema.schemata where schema_name = '" + schema() + "'"))
                .isZero();
    }

    @Test
    void takes_everything_back_when_the_work_throws() throws IOException {
        append("{}");

        assertThatThrownBy(() -> store.write(writer -> {
                    writer.put(NOTE, "a".getBytes(UTF_8));
                    writer.append("{\"a\":1}");
                    throw new IOException("no");
                }))
                .hasMessage("no");

        assertThat(store.<List<DocumentPath>>read(reader -> reader.documents("notes")))
                .isEmpty();
        assertThat(store.<Optional<String>>read(RegistryStore.Reader::lastEvent))
                .contains("{}");
    }

    @Test
    void the_database_refuses_a_line_that_names_another_predecessor() throws IOException {
        String first = "{\"seq\":1,\"prev\":\"%s\",\"é\":0}".formatted("0".repeat(64));
        append(first);

        assertThatThrownBy(() -> append("{\"seq\":2,\"prev\":\"%s\"}".formatted("0".repeat(64))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("event 2 names " + "0".repeat(64))
                .hasMessageContaining(Head.sha256(first));
        append("{\"seq\":2,\"prev\":\"%s\"}".formatted(Head.sha256(first)));
    }

    @Test
    void the_database_refuses_to_change_drop_or_skip_a_line_by_hand() throws Exception {
        append("{}");
        append("{\"b\":1}");

        for (String tampering : List.of(
                "update event set line = '{}' where number = 2",
                "delete from event where number = 2",
                "truncate event",
                "insert into event values (4, '{}')",
                "insert into event values (0, '{}')")) {
            assertThatThrownBy(() -> sql(tampering)).as(tampering).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_wrong_password_is_an_error_that_shows_neither_user_nor_password() {
        try (PostgresRegistryStore other =
                open(uri, Map.of("GATE_REGISTRY_USER", "mallory", "GATE_REGISTRY_PASSWORD", "hunter2"))) {
            assertThatThrownBy(() -> other.<Optional<String>>read(RegistryStore.Reader::lastEvent))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not accept the user or the password; set GATE_REGISTRY_USER")
                    .message()
                    .doesNotContain("mallory", "hunter2");
        }
    }

    @Test
    void the_variables_of_postgresql_work_too() throws IOException {
        append("{}");
        Map<String, String> credentials = server.credentials();
        try (PostgresRegistryStore other = open(
                uri,
                Map.of(
                        "PGUSER",
                        credentials.get("GATE_REGISTRY_USER"),
                        "PGPASSWORD",
                        credentials.get("GATE_REGISTRY_PASSWORD")))) {
            assertThat(other.<Optional<String>>read(RegistryStore.Reader::lastEvent))
                    .contains("{}");
        }
    }

    @Test
    void a_server_that_is_not_there_is_an_error_that_names_it() {
        try (PostgresRegistryStore other = open("jdbc:postgresql://127.0.0.1:1/gate", server.credentials())) {
            assertThatThrownBy(() -> other.<Optional<String>>read(RegistryStore.Reader::lastEvent))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/gate cannot be reached");
        }
    }

    @Test
    void gives_up_when_another_writer_keeps_the_lock_and_readers_do_not_wait() throws Exception {
        append("{}");
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> holder = other.submit(() -> store.<Boolean>write(writer -> {
                writer.append("{\"held\":1}");
                locked.countDown();
                try {
                    done.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return true;
            }));
            locked.await();

            assertThat(store.<Optional<String>>read(RegistryStore.Reader::lastEvent))
                    .contains("{}");
            assertThatThrownBy(() -> append("{}"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is held by another command");
            done.countDown();
            assertThat(holder.get()).isTrue();
        } finally {
            done.countDown();
            other.shutdownNow();
        }
    }

    @Test
    void two_stores_that_write_first_at_once_make_the_tables_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> writes = threads.invokeAll(java.util.Collections.nCopies(4, () -> {
                try (PostgresRegistryStore own =
                        new PostgresRegistryStore(PostgresAddress.of(uri), server.credentials())) {
                    return own.<Boolean>write(writer -> {
                        writer.append("{}");
                        return true;
                    });
                }
            }));
            for (Future<Boolean> write : writes) {
                assertThat(write.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(sql("select from " + schema() + ".event")).isEqualTo(4);
    }

    private void append(String line) throws IOException {
        store.write(writer -> {
            writer.append(line);
            return true;
        });
    }

    private String schema() {
        return PostgresAddress.of(uri).schema();
    }

    /** Runs a statement as somebody who has the password and no gate; how many rows it gave. */
    private int sql(String statement) throws SQLException {
        Map<String, String> credentials = server.credentials();
        try (Connection connection = DriverManager.getConnection(
                        uri, credentials.get("GATE_REGISTRY_USER"), credentials.get("GATE_REGISTRY_PASSWORD"));
                Statement sql = connection.createStatement()) {
            int rows = 0;
            if (sql.execute(statement)) {
                while (sql.getResultSet().next()) {
                    rows++;
                }
            }
            return rows;
        }
    }
}
