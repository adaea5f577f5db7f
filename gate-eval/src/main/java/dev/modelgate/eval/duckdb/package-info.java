/**
 * DuckDB, where it is on the class path: 78 MB of native code that only some need.
 * {@link dev.modelgate.eval.duckdb.ParquetRows} reads tables by it.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.duckdb;
