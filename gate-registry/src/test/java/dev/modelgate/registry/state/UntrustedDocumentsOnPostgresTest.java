package dev.modelgate.registry.state;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.registry.postgres.PostgresAddress;
import dev.modelgate.registry.postgres.PostgresRegistryStore;
import dev.modelgate.registry.testing.RealPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("real")
class UntrustedDocumentsOnPostgresTest extends UntrustedDocumentsContractTest {

    private static RealPostgres server;
    private final PostgresRegistryStore store =
            new PostgresRegistryStore(PostgresAddress.of(server.freshUri()), server.credentials());

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
}
