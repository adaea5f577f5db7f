/**
 * The registry in PostgreSQL, a schema for each: transactions, one advisory lock for writers, and a chain that the
 * database itself guards. {@link dev.modelgate.registry.postgres.PostgresRegistryStore} is the adapter.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.postgres;
