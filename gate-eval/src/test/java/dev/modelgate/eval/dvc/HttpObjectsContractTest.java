package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class HttpObjectsContractTest extends ObjectStoreContractTest {

    private FolderServer server;

    @Override
    ObjectStore over(Path folder) throws IOException {
        server = new FolderServer("/store/", folder, FolderServer.NO_BODY);
        return new HttpObjects(
                new DvcRemote("web", server.url() + "/store", ImmutableMap.of()), HttpObjects.Limits.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
