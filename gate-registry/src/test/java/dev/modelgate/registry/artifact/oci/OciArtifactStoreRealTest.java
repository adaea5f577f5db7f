package dev.modelgate.registry.artifact.oci;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.registry.artifact.ArtifactStoreContractTest;
import dev.modelgate.registry.artifact.BundleShelf;
import dev.modelgate.registry.artifact.RealServer;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.DigestSink;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every artifact store, against a real registry. */
@Tag("real")
class OciArtifactStoreRealTest extends ArtifactStoreContractTest {

    @TempDir
    static Path servers;

    private static RealServer server;

    private String repository = "";

    @BeforeAll
    static void start() throws Exception {
        server = RealServer.start("registry.sh", servers.resolve("registry"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void a_repository() {
        repository = "team/" + UUID.randomUUID();
    }

    @Override
    protected ArtifactStore open() throws IOException {
        OciReference reference = OciReference.parse("oci:" + server.address() + "/" + repository);
        OciRegistry registry =
                new OciRegistry(reference, Credentials.none(), new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL));
        return new OciArtifactStore(
                new OciBundles(registry), new BundleShelf(Files.createTempDirectory(folder, "machine")));
    }

    /** Blobs are shared by all repositories, so the next test pushes this one again: it is put right first. */
    @Override
    protected void damage(CanonicalSha sha, String file) throws IOException {
        Files.writeString(blob(file), "rotten!");
    }

    @AfterEach
    void put_right() throws IOException {
        Path blob = blob("model.onnx");
        if (Files.exists(blob)) {
            Files.writeString(blob, "weights");
        }
    }

    private Path blob(String file) throws IOException {
        String hex = DigestSink.of(bundle.resolve(file)).sha256();
        return server.directory()
                .resolve("data/docker/registry/v2/blobs/sha256")
                .resolve(hex.substring(0, 2))
                .resolve(hex)
                .resolve("data");
    }
}
