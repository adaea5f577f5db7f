package dev.modelgate.registry.artifact.mlflow;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.registry.artifact.ArtifactPath;
import dev.modelgate.registry.artifact.ArtifactStoreContractTest;
import dev.modelgate.registry.artifact.BundleShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every artifact store, against a real MLflow server. */
@Tag("real")
class MlflowArtifactStoreRealTest extends ArtifactStoreContractTest {

    @TempDir
    static Path servers;

    private static RealMlflow mlflow;

    private String run = "";

    @BeforeAll
    static void start() throws Exception {
        mlflow = RealMlflow.start(servers.resolve("mlflow"));
    }

    @AfterAll
    static void stop() throws Exception {
        mlflow.close();
    }

    @BeforeEach
    void a_run() throws IOException {
        run = mlflow.newRun();
    }

    @Override
    protected ArtifactStore open() throws IOException {
        return new MlflowArtifactStore(
                new MlflowRunTracker(mlflow.address(), RealMlflow.transport()),
                artifacts(),
                run,
                new BundleShelf(Files.createTempDirectory(folder, "machine")));
    }

    @Override
    protected void damage(CanonicalSha sha, String file) throws IOException {
        Path rotten = Files.writeString(folder.resolve("rotten"), "rotten!");
        artifacts()
                .upload(
                        new MlflowRunTracker(mlflow.address(), RealMlflow.transport())
                                .run(run)
                                .orElseThrow(),
                        new ArtifactPath("modelgate/" + sha + "/bundle/" + file),
                        rotten);
    }

    private MlflowArtifacts artifacts() throws IOException {
        return new MlflowArtifacts(mlflow.address(), RealMlflow.transport(), ArtifactLimits.DEFAULT);
    }
}
