package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class S3ObjectsContractTest extends ObjectStoreContractTest {

    private FolderServer server;

    @Override
    ObjectStore over(Path folder) throws IOException {
        server = new FolderServer("/bucket/some/prefix/", folder, FolderServer.NO_SUCH_KEY);
        DvcRemote remote = new DvcRemote(
                "store",
                "s3://bucket/some/prefix/",
                ImmutableMap.of(
                        "endpointurl", server.url(), "access_key_id", "AKID", "secret_access_key", "very-secret"));
        return S3Objects.open(S3Location.of(remote), S3Options.of(remote), HttpObjects.Limits.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
