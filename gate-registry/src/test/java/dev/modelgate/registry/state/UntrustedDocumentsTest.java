package dev.modelgate.registry.state;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.registry.file.FileRegistryStore;

class UntrustedDocumentsTest extends UntrustedDocumentsContractTest {

    @Override
    protected RegistryStore store() {
        return new FileRegistryStore(folder.resolve("registry"), notice -> {});
    }
}
