package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that others keep, as a shell sees it. */
class RegisterFromTest {

    @TempDir
    private Path directory;

    private ReplayedMlflow mlflow;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        mlflow = new ReplayedMlflow();
        shell = new Shell(directory)
                .with("MLFLOW_TRACKING_URI", mlflow.uri())
                .with("XDG_CACHE_HOME", directory.resolve("cache").toString());
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    @Test
    void registers_a_runs_folder_with_what_its_tracker_tells_and_needs_no_tracker_the_second_time() {
        String source = "mlflow:" + mlflow.run() + "/bundle";

        Shell.Result first = shell.run("register", "--from", source, "--model", "tutor");
        mlflow.close();
        Shell.Result second = shell.run("register", "--from", source);

        assertThat(first.status()).as(first.err()).isZero();
        String sha = first.out().strip().replace("registered ", "");
        assertThat(second.out()).as(second.err()).isEqualTo("already registered " + sha + "\n");
        assertThat(shell.run("lineage", sha).out())
                .contains("code 0123456789abcdef0123456789abcdef01234567, not recorded whether")
                .contains("seed 17")
                .contains("hyperparameters {\"lr\":\"0.001\",\"epochs\":\"3\",\"seed\":\"17\"}")
                .contains("taken from " + source + " at " + mlflow.uri())
                .contains("data set corpus e291a2ce for training")
                .contains("run " + mlflow.run());
    }

    @Test
    void keeps_the_bytes_where_the_wiring_says() throws IOException {
        Files.writeString(directory.resolve("gate.yaml"), "version: 1\nwiring:\n  artifacts: kept/here\n");

        Shell.Result result =
                shell.run("register", "--from", "mlflow:" + mlflow.run(), "--path", "bundle", "--model", "tutor");

        assertThat(result.status()).as(result.err()).isZero();
        String sha = result.out().strip().replace("registered ", "");
        assertThat(directory.resolve("kept/here").resolve(sha).resolve("bundle/model.onnx"))
                .hasContent("weights");
        assertThat(directory.resolve("registry/artifacts")).doesNotExist();
    }

    @Test
    void says_what_an_artifact_store_can_be() throws IOException {
        Files.writeString(directory.resolve("gate.yaml"), "version: 1\nwiring:\n  artifacts: s3://bucket\n");
        Files.createDirectories(directory.resolve("bundle"));
        Files.writeString(directory.resolve("bundle/model.onnx"), "weights");

        Shell.Result result = shell.run("register", "bundle", "--model", "tutor");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("the artifact store is 's3://bucket', but mlflow:RUN_ID");
    }

    @Test
    void cannot_judge_when_the_tracker_is_down() {
        mlflow.close();

        Shell.Result result = shell.run("register", "--from", "mlflow:" + mlflow.run(), "--model", "tutor");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("found no connection");
        assertThat(directory.resolve("registry")).doesNotExist();
    }

    @Test
    void takes_a_directory_or_a_source_and_not_both() {
        assertThat(shell.run("register").status()).isEqualTo(64);
        assertThat(shell.run("register", "bundle", "--from", "mlflow:x").status())
                .isEqualTo(64);
        assertThat(shell.run("register", "bundle", "--path", "x").status()).isEqualTo(64);
        assertThat(shell.run("register", "--from", "mlflow:").status()).isEqualTo(1);
    }
}
