package dev.modelgate.registry.testing;

import dev.modelgate.core.port.RegistryStore;

class InMemoryRegistryStoreTest extends RegistryStoreContractTest {

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();

    @Override
    protected RegistryStore store() {
        return store;
    }
}
