package dev.modelgate.eval.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3OptionsTest {

    private static final DvcHash EVAL = DvcHash.parse("d2cded82a5ad7a7f8065642de0be7b64", false, "the md5");

    @Test
    void the_local_file_adds_secrets_to_what_is_in_git_and_none_is_ever_printed(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("config"),
                "[core]\n    remote = s\n['remote \"s\"']\n    url = s3://b/p\n    endpointurl = https://s3.example:9000/x\n    region = eu-west-1\n");
        Files.writeString(
                folder.resolve("config.local"),
                "['remote \"s\"']\n    access_key_id = AKID\n    secret_access_key = \"h#ush, h=ush\"\n    session_token = hush\n");

        DvcRemote remote = DvcConfig.read(folder).remote(Optional.empty());
        S3Options options = S3Options.of(remote);

        assertThat(options.endpoint()).contains(URI.create("https://s3.example:9000/x"));
        assertThat(options.region()).contains("eu-west-1");
        assertThat(options.keys()).contains(new S3Options.Keys("AKID", "h#ush, h=ush", Optional.of("hush")));
        assertThat(options.toString() + remote).doesNotContain("ush");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/a/b, bucket, s3://bucket/a/b/",
        "s3://bucket/a/b//, bucket, s3://bucket/a/b/",
        "s3://bucket/, bucket, s3://bucket/",
        "S3://bucket, bucket, s3://bucket/"
    })
    void an_address_names_a_bucket_and_perhaps_a_prefix(String url, String bucket, String before) {
        S3Location location = S3Location.of(new DvcRemote("s", url, ImmutableMap.of()));

        assertThat(location.bucket()).isEqualTo(bucket);
        assertThat(location.place(EVAL)).isEqualTo(before + EVAL.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3:///a", "s3://bucket/a?versionId=1", "s3://key:secret@bucket/a", "s3://a b"})
    void any_other_address_is_refused(String url) {
        assertThatThrownBy(() -> S3Location.of(new DvcRemote("s", url, ImmutableMap.of())))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("but s3://BUCKET/PREFIX is required");
    }

    @ParameterizedTest
    @CsvSource({
        "acl, private",
        "sse, AES256",
        "sse_kms_key_id, k",
        "jobs, 4",
        "read_timeout, 10",
        "verify, true",
        "cache_regions, true",
        "grant_read, id=1",
        "use_ssl, true",
        "ssl_verify, TRUE",
        "version_aware, false",
        "worktree, false"
    })
    void what_changes_nothing_for_who_reads_is_let_be(String key, String value) {
        assertThat(S3Options.of(remote(Map.of(key, value)))).isEqualTo(S3Options.of(remote(Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "sse_customer_key, hush",
        "sse_customer_algorithm, hush",
        "version_aware, true",
        "worktree, true",
        "use_ssl, false",
        "ssl_verify, false",
        "ssl_verify, hush.pem",
        "regoin, hush"
    })
    void what_would_change_what_is_read_or_trusted_is_refused_by_name(String key, String value) {
        assertThatThrownBy(() -> S3Options.of(remote(Map.of(key, value))))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("remote 's' has '" + key + "', which is not understood here (url, endpointurl, ")
                .hasMessageContaining("run 'dvc pull'")
                .hasMessageNotContaining("hush");
    }

    @Test
    void an_endpoint_says_itself_whether_it_is_encrypted() {
        assertThat(S3Options.of(remote(Map.of("use_ssl", "false", "endpointurl", "http://h:1")))
                        .endpoint())
                .contains(URI.create("http://h:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9000", "ftp://h", "http://", "http://u:hush@h", "http://a b"})
    void an_endpoint_that_is_none_is_refused(String endpoint) {
        assertThatThrownBy(() -> S3Options.of(remote(Map.of("endpointurl", endpoint))))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("'endpointurl' of remote 's' is malformed, but http://HOST:PORT or https://")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_key_id", "secret_access_key", "session_token"})
    void half_of_the_keys_are_refused(String key) {
        assertThatThrownBy(() -> S3Options.of(remote(Map.of(key, "hush"))))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("only some of 'access_key_id', 'secret_access_key' and 'session_token'")
                .hasMessageNotContaining("hush");
    }

    @Test
    void a_flag_that_is_none_is_refused() {
        assertThatThrownBy(() -> S3Options.of(remote(Map.of("allow_anonymous_login", "yes"))))
                .hasMessageContaining("'allow_anonymous_login' of remote 's' is malformed, but true or false");
    }

    private static DvcRemote remote(Map<String, String> options) {
        return new DvcRemote("s", "s3://b/p", ImmutableMap.copyOf(options));
    }
}
