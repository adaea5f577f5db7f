package dev.modelgate.registry.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;

/**
 * The tables of a registry, in a schema of its own. Whether they are there is asked with one query, so that a command
 * that finds them pays nothing for migrations, and works with a role that may not create any.
 */
final class PostgresSchema {

    /** The newest migration; grows with every file below {@code migration/}. */
    private static final String VERSION = "1";

    private static final String HISTORY = "migration";

    private final String schema;

    PostgresSchema(String schema) {
        this.schema = schema;
    }

    /** Whether anything was ever written here. */
    boolean isThere(Handle handle) {
        return handle.createQuery("select to_regclass(:table) is not null")
                .bind("table", schema + "." + HISTORY)
                .mapTo(Boolean.class)
                .one();
    }

    private boolean isNewest(Handle handle) {
        return isThere(handle)
                && handle.createQuery("select exists (select from migration where version = :version and success)")
                        .bind("version", VERSION)
                        .mapTo(Boolean.class)
                        .one();
    }

    /** Creates or updates the tables. Two commands that come first at once do it one after the other. */
    void migrate(Handle handle, DataSource connections) {
        if (isNewest(handle)) {
            return;
        }
        handle.createQuery("select pg_advisory_lock(hashtextextended(:schema, 1))::text")
                .bind("schema", schema)
                .mapTo(String.class)
                .one();
        try {
            if (!isNewest(handle)) {
                flyway(connections).load().migrate();
            }
        } finally {
            handle.createQuery("select pg_advisory_unlock(hashtextextended(:schema, 1))")
                    .bind("schema", schema)
                    .mapTo(Boolean.class)
                    .one();
        }
    }

    private FluentConfiguration flyway(DataSource connections) {
        return Flyway.configure(PostgresSchema.class.getClassLoader())
                .dataSource(connections)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .table(HISTORY)
                .locations("classpath:dev/modelgate/registry/postgres/migration")
                .cleanDisabled(true);
    }
}
