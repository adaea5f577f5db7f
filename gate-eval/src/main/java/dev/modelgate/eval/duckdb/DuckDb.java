package dev.modelgate.eval.duckdb;

import dev.modelgate.core.CannotJudgeException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** Connections to DuckDB, found by the driver's name: who reads none of its files need not carry its 78 MB. */
public final class DuckDb {

    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    private DuckDb() {}

    /** One thread, so that results do not depend on the machine, and nothing loaded from elsewhere. */
    public static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("threads", "1");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return settings;
    }

    /** @throws CannotJudgeException where the driver is not on the class path */
    public static Connection connect(String url, Properties settings) throws SQLException {
        return driver().connect(url, settings);
    }

    private static Driver driver() {
        try {
            return Class.forName(DRIVER)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new CannotJudgeException(
                    "DuckDB's driver is not there, but Contexta's ledgers and Parquet need it; put org.duckdb:duckdb_jdbc:2.0.0.1 on the class path",
                    e);
        }
    }
}
