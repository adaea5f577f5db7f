package dev.modelgate.eval.dvc;

import java.nio.file.Path;

class LocalObjectsTest extends ObjectStoreContractTest {

    @Override
    ObjectStore over(Path folder) {
        return new LocalObjects(folder);
    }
}
