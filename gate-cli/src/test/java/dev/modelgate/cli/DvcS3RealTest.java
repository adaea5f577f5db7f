package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real DVC pushed to a server of S3, in a clone that has no cache: the gate brings the same bytes. */
@Tag("real")
class DvcS3RealTest {

    private static final String QUESTIONS = "{\"id\": \"1\", \"input\": \"go\", \"expected\": \"went\"}\n";
    private static final List<String> DATA =
            List.of("questions.jsonl", "corpus/a.txt", "corpus/deep/zwölf.txt", "corpus/deep/empty");

    @TempDir
    Path folder;

    private S3Server s3;
    private Path origin;
    private Path clone;

    @BeforeEach
    void push() throws IOException, InterruptedException {
        s3 = S3Server.start(folder);
        s3.put("/team-data", "");
        origin = folder.resolve("origin");
        clone = folder.resolve("clone");
        DvcProgram program = DvcProgram.in(folder.resolve("home"), origin);
        configure(program);
        Files.writeString(origin.resolve("questions.jsonl"), QUESTIONS);
        Files.createDirectories(origin.resolve("corpus/deep"));
        Files.writeString(origin.resolve("corpus/a.txt"), "a\r\nb\n");
        Files.writeString(origin.resolve("corpus/deep/zwölf.txt"), "zwölf");
        Files.createFile(origin.resolve("corpus/deep/empty"));
        program.dvc("add", "--quiet", "questions.jsonl", "corpus");
        program.dvc("push", "--quiet");
        program.git("add", "--all");
        program.git("commit", "--quiet", "--message", "data");
        DvcProgram.in(folder.resolve("home"), clone).git("clone", "--quiet", origin.toString(), ".");
        Files.copy(origin.resolve(".dvc/config.local"), clone.resolve(".dvc/config.local"));
    }

    private void configure(DvcProgram program) throws IOException, InterruptedException {
        program.git("init", "--quiet");
        program.git("config", "user.name", "tests");
        program.git("config", "user.email", "tests@example.invalid");
        program.dvc("init", "--quiet");
        program.dvc("remote", "add", "--default", "store", "s3://team-data/some/prefix");
        program.dvc("remote", "modify", "store", "endpointurl", s3.url());
        program.dvc("remote", "modify", "store", "region", "eu-central-1");
        program.dvc("remote", "modify", "--local", "store", "access_key_id", "AKIDTESTS");
        program.dvc("remote", "modify", "--local", "store", "secret_access_key", "se#cret,/with+all=");
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void a_clone_without_cache_gets_the_same_bytes_and_dvc_finds_it_clean() throws Exception {
        for (String pointer : List.of("questions.jsonl.dvc", "corpus.dvc")) {
            Shell.Result pulled = new Shell(clone).run("data", "pull", pointer);
            assertThat(pulled.status()).as(pulled.err()).isZero();
            assertThat(pulled.out()).startsWith("fetched ");
            assertThat(new Shell(clone).run("data", "verify", pointer).status()).isZero();
        }

        for (String file : DATA) {
            assertThat(clone.resolve(file)).hasSameBinaryContentAs(origin.resolve(file));
        }
        DvcProgram there = DvcProgram.in(folder.resolve("home"), clone);
        there.dvc("fetch", "--quiet");
        assertThat(there.dvc("status")).contains("Data and pipelines are up to date.");
        assertThat(there.dvc("status", "--cloud"))
                .as("the remote was only read")
                .contains("in sync");
    }

    @Test
    void an_object_that_was_replaced_in_the_bucket_is_not_believed() throws Exception {
        String md5 = md5(QUESTIONS);
        s3.put("/team-data/some/prefix/files/md5/" + md5.substring(0, 2) + "/" + md5.substring(2), "replaced");

        Shell.Result pulled = new Shell(clone).run("data", "pull", "questions.jsonl.dvc");

        assertThat(pulled.status()).isEqualTo(1);
        assertThat(pulled.err()).contains("s3://team-data/some/prefix/files/md5/", "the object is corrupted");
        assertThat(clone.resolve("questions.jsonl")).doesNotExist();
    }

    @Test
    void says_what_is_wrong_when_the_bucket_or_the_server_is_not_there() throws Exception {
        Path config = clone.resolve(".dvc/config");
        Files.writeString(config, Files.readString(config).replace("s3://team-data/", "s3://no-such-data/"));
        Shell.Result bucket = new Shell(clone).run("data", "pull", "questions.jsonl.dvc");
        s3.close();
        Shell.Result server = new Shell(clone).run("data", "pull", "questions.jsonl.dvc");

        assertThat(bucket.status()).isEqualTo(1);
        assertThat(bucket.err()).contains("s3://no-such-data/some/prefix/", "status 404 (NoSuchBucket)");
        assertThat(server.status()).isEqualTo(1);
        assertThat(server.err()).contains("s3://no-such-data/some/prefix/", "could not be read (");
        assertThat(bucket.err() + server.err()).doesNotContain("se#cret");
    }

    @SuppressWarnings("deprecation") // DVC names contents by it
    private static String md5(String text) {
        return Hashing.md5().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
