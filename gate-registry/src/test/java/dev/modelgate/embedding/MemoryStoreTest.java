package dev.modelgate.embedding;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.registry.testing.RegistryStoreContractTest;

/** The sample keeps what every store promises. */
class MemoryStoreTest extends RegistryStoreContractTest {

    private final RegistryStore store = new MemoryStore();

    @Override
    protected RegistryStore store() {
        return store;
    }
}
