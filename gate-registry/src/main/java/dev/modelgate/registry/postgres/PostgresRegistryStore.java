package dev.modelgate.registry.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.modelgate.core.port.RegistryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The registry in a schema of a PostgreSQL database. A read is one snapshot; a write is one transaction under one
 * advisory lock, so readers never wait and never see a half, and a writer that dies leaves nothing behind.
 */
public final class PostgresRegistryStore implements RegistryStore {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostgresAddress address;
    private final PostgresSchema schema;
    private final Map<String, String> variables;
    private final Duration patience;
    private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);
    private Optional<HikariDataSource> pool = Optional.empty();

    /**
     * Opens a registry; nothing is connected to yet.
     *
     * @param variables the environment, for the credentials
     */
    public PostgresRegistryStore(PostgresAddress address, Map<String, String> variables) {
        this(address, variables, PATIENCE);
    }

    PostgresRegistryStore(PostgresAddress address, Map<String, String> variables, Duration patience) {
        this.address = address;
        this.schema = new PostgresSchema(address.schema());
        this.variables = Map.copyOf(variables);
        this.patience = patience;
    }

    @Override
    public <T> T read(Work<Reader, T> work) throws IOException {
        return connected(handle -> handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, transaction -> {
            transaction.execute("set transaction read only");
            return work.on(schema.isThere(transaction) ? new PostgresReader(transaction, address) : new EmptyReader());
        }));
    }

    @Override
    public <T> T write(Work<Writer, T> work) throws IOException {
        return connected(handle -> {
            migrate(handle);
            return handle.inTransaction(TransactionIsolationLevel.READ_COMMITTED, transaction -> {
                lock(transaction);
                return work.on(new PostgresWriter(transaction, address));
            });
        });
    }

    /** One thread at a time: a migration needs connections beside this one, which waiting threads would hold. */
    private synchronized void migrate(Handle handle) {
        schema.migrate(handle, pool());
    }

    /** Given back with the transaction, however that ends. */
    private void lock(Handle transaction) {
        transaction.execute("set local lock_timeout = " + patience.toMillis());
        transaction
                .createQuery("select pg_advisory_xact_lock(hashtextextended(:schema, 0))::text")
                .bind("schema", address.schema())
                .mapTo(String.class)
                .one();
    }

    private interface Connected<T> {
        T run(Handle handle) throws IOException;
    }

    private <T> T connected(Connected<T> work) throws IOException {
        if (working.get()) {
            throw new IllegalStateException("the registry was called from within its own read or write");
        }
        working.set(true);
        try (Handle handle = Jdbi.create(pool()).open()) {
            return work.run(handle);
        } catch (RuntimeException e) {
            if (PostgresFailure.isOne(e)) {
                throw PostgresFailure.of(e, uri());
            }
            throw e;
        } finally {
            working.set(false);
        }
    }

    private synchronized HikariDataSource pool() {
        HikariDataSource open = pool.orElseGet(() -> PostgresPool.open(address, variables));
        pool = Optional.of(open);
        return open;
    }

    @Override
    public String uri() {
        return address.url();
    }

    @Override
    public synchronized void close() {
        pool.ifPresent(HikariDataSource::close);
        pool = Optional.empty();
    }
}
