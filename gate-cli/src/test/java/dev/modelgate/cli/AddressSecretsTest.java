package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret in an address is in no message, whatever goes wrong at that address. */
class AddressSecretsTest {

    private static final String SHA = "a".repeat(64);

    @TempDir
    private Path directory;

    @BeforeEach
    void a_project_whose_data_lie_behind_a_password() throws IOException {
        Files.createDirectories(directory.resolve(".git"));
        Files.createDirectories(directory.resolve(".dvc"));
        Files.writeString(
                directory.resolve("eval.jsonl.dvc"),
                "outs:\n- md5: d2cded82a5ad7a7f8065642de0be7b64\n  size: 40\n  hash: md5\n  path: eval.jsonl\n");
        Files.createDirectories(directory.resolve("bundle"));
        Files.writeString(directory.resolve("bundle/tokens.txt"), "a");
    }

    /** Each with the secrets s3cret, in a user's place, and s1gned, in a parameter's. */
    static Stream<String> commands() {
        return Stream.of(
                "registry list --registry git+https://gate:s3cret@127.0.0.1:1/r.git",
                "registry list --registry git+https://s3cret@127.0.0.1:1/r.git?token=s1gned",
                "registry list --registry git+ssh://gate:s3cret@127.0.0.1:1/r.git",
                "registry list --registry git+http://127.0.0.1:1/r.git?access_token=s1gned",
                "registry list --registry jdbc:postgresql://127.0.0.1:1/db?user=gate&password=s3cret",
                "registry list --registry jdbc:postgresql://gate:s3cret@127.0.0.1:1/db",
                "registry list --registry jdbc:postgresql://127.0.0.1:1/db?sslkey=s1gned",
                "registry verify --registry https://gate:s3cret@127.0.0.1:1/r?sig=s1gned",
                "register --from mlflow:abc --registry registry",
                "register --from https://gate:s3cret@127.0.0.1:1/m?sig=s1gned --registry registry",
                "register --from oci:gate:s3cret@127.0.0.1:1/m --registry registry",
                "sha https://gate:s3cret@127.0.0.1:1/m?X-Amz-Signature=s1gned",
                "compare --candidate https://gate:s3cret@127.0.0.1:1/c.json?sig=s1gned --baseline b.json",
                "lineage " + SHA + " --registry git+https://gate:s3cret@127.0.0.1:1/r.git");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_that_fails_repeats_no_secret_of_an_address(String line) {
        Shell.Result result = new Shell(directory)
                .with("MLFLOW_TRACKING_URI", "http://gate:s3cret@127.0.0.1:1/?token=s1gned")
                .with("XDG_CACHE_HOME", directory.resolve("cache").toString())
                .run(line.split(" "));

        assertHidden(result);
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void data_that_cannot_be_fetched_repeat_no_secret_of_the_remote(String remote) throws IOException {
        Files.writeString(
                directory.resolve(".dvc/config"),
                "[core]\n    remote = origin\n['remote \"origin\"']\n    " + remote + "\n");

        assertHidden(new Shell(directory).run("data", "pull", "eval.jsonl.dvc"));
    }

    static Stream<String> remotes() {
        return Stream.of(
                "url = http://gate:s3cret@127.0.0.1:1/store",
                "url = http://127.0.0.1:1/store?sig=s1gned",
                "url = s3://gate:s3cret@bucket/p",
                "url = azure://gate:s3cret@bucket/p?sig=s1gned",
                "url = http://127.0.0.1:1/store\n    password s3cret",
                "url = s3://bucket/p\n    endpointurl = http://gate:s3cret@127.0.0.1:1");
    }

    private static void assertHidden(Shell.Result result) {
        assertThat(result.status()).as(result.err()).isIn(1, 64);
        assertThat(result.err() + result.out())
                .startsWith("gate: ")
                .doesNotContain("s3cret")
                .doesNotContain("s1gned");
    }
}
