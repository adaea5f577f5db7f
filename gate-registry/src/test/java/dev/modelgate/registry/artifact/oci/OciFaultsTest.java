package dev.modelgate.registry.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.registry.artifact.oci.OciBundles.Found;
import dev.modelgate.registry.artifact.oci.OciReferrers.Attached;
import dev.modelgate.registry.artifact.oci.OciReferrers.Attachment;
import dev.modelgate.registry.bundle.Bundle;
import dev.modelgate.registry.http.Answer;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.Patience;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that lies, loses and sends elsewhere is found out, and nothing it gave is taken. */
class OciFaultsTest {

    private static final String VERDICT = "application/vnd.modelgate.verdict.v1+json";

    @TempDir
    Path folder;

    private OciStandIn server;
    private Bundle bundle;
    private BundleDocument document;

    @BeforeEach
    void start() throws IOException {
        server = new OciStandIn();
        bundle = Bundle.in(folder.resolve("bundle"))
                .with("model.onnx", "weights")
                .with("README.md", "about");
        document = bundle.read();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refuses_a_manifest_that_does_not_hash_to_its_digest() throws IOException {
        Digest digest = push();
        Digest other = pushOther();
        server.manifests().put(digest.toString(), server.manifests().get(other.toString()));

        assertFails(
                () -> bundles().find(digest.toString()),
                Kind.INTEGRITY,
                "the digest of " + digest,
                "is " + other,
                digest + " is required");
    }

    @Test
    void refuses_a_manifest_whose_answer_names_another_digest() throws IOException {
        push();
        byte[] manifest = server.manifests().get("v1");
        server.fail(request -> request.endsWith("/manifests/v1")
                ? Optional.of(Answer.of(200, MediaTypes.OCI_MANIFEST, manifest)
                        .with("Docker-Content-Digest", "sha256:" + "0".repeat(64)))
                : Optional.empty());

        assertFails(() -> bundles().find("v1"), Kind.INTEGRITY, "sha256:" + "0".repeat(64) + " is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"weight", "weights and more"})
    void refuses_a_blob_of_another_size(String served) throws IOException {
        Found found = bundles().require(push().toString());
        server.blobs().put(blob("weights"), served.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> bundles().pull(found, folder.resolve("out")))
                .isInstanceOfSatisfying(
                        RemoteFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INTEGRITY));
    }

    @Test
    void refuses_a_blob_of_the_right_size_and_other_bytes() throws IOException {
        Found found = bundles().require(push().toString());
        server.blobs().put(blob("weights"), "weighty".getBytes(StandardCharsets.UTF_8));

        assertFails(
                () -> bundles().pull(found, folder.resolve("out")),
                Kind.INTEGRITY,
                "the blob " + blob("weights") + " came as 7 bytes");
    }

    @Test
    void pushes_nothing_over_a_blob_that_the_registry_has_in_another_size() {
        server.blobs().put(blob("weights"), "w".getBytes(StandardCharsets.UTF_8));

        assertFails(this::push, Kind.INTEGRITY, "the registry has 1 bytes of " + blob("weights") + ", but it has 7");
        assertThat(server.manifests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../model.onnx", "/etc/passwd", "a//b", "C:/x", "a\\\\b", "sub/../../x"})
    void refuses_a_layer_that_would_leave_the_bundle(String name) throws IOException {
        push();
        String manifest = new String(server.manifests().get("v1"), StandardCharsets.UTF_8);
        server.manifests().put("v1", manifest.replace("model.onnx", name).getBytes(StandardCharsets.UTF_8));
        Found found = bundles().require("v1");

        assertFails(() -> bundles().pull(found, folder.resolve("out")), Kind.UNSAFE_NAME, "the artifact name");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void takes_no_index_for_a_bundle() {
        server.manifests()
                .put(
                        "v1",
                        ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX + "\",\"manifests\":[]}")
                                .getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> bundles().find("v1"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("one manifest");
    }

    @Test
    void follows_a_blob_elsewhere_without_taking_the_login_along() throws IOException {
        Found found = bundles().require(push().toString());
        try (OciStandIn elsewhere = new OciStandIn()) {
            elsewhere.fail(request -> Optional.of(
                    Answer.of(200, "application/octet-stream", "weights".getBytes(StandardCharsets.UTF_8))));
            server.fail(request -> request.contains(blob("weights"))
                    ? Optional.of(
                            Answer.of(307, "text/plain", "").with("Location", "http://" + elsewhere.host() + "/kept"))
                    : Optional.empty());

            bundles(Credentials.bearer("secret")).pull(found, folder.resolve("out"));

            assertThat(folder.resolve("out/model.onnx")).hasContent("weights");
            assertThat(elsewhere.authorisations()).containsExactly("-");
        }
    }

    @Test
    void goes_to_no_other_host_without_tls() throws IOException {
        Found found = bundles().require(push().toString());
        server.fail(request -> request.contains(blob("weights"))
                ? Optional.of(Answer.of(307, "text/plain", "").with("Location", "http://store.example.org/kept"))
                : Optional.empty());

        assertFails(() -> bundles().pull(found, folder.resolve("out")), Kind.REJECTED, "only https is gone to");
    }

    @Test
    void shows_the_password_only_after_the_registry_asked_for_it() throws IOException {
        String login = "Basic " + Base64.getEncoder().encodeToString("gate:pw".getBytes(StandardCharsets.UTF_8));
        server.fail(request ->
                server.authorisations().get(server.authorisations().size() - 1).equals(login)
                        ? Optional.empty()
                        : Optional.of(Answer.json(401, "{}").with("WWW-Authenticate", "Basic realm=\"r\"")));

        bundles(Credentials.basic("gate", "pw")).push(document, bundle.directory(), "v1");

        assertThat(server.authorisations().get(0)).isEqualTo("-");
        assertThat(server.manifests()).containsKey("v1");
    }

    @Test
    void gets_a_token_where_the_registry_names_a_token_service() throws IOException {
        server.fail(request -> {
            String shown = server.authorisations().get(server.authorisations().size() - 1);
            if (request.startsWith("GET /token?service=reg&scope=repository%3Ateam%2Fmodel%3Apull")) {
                return Optional.of(Answer.json(200, "{\"token\": \"t0k\"}"));
            }
            return shown.equals("Bearer t0k")
                    ? Optional.empty()
                    : Optional.of(Answer.json(401, "{}")
                            .with(
                                    "WWW-Authenticate",
                                    "Bearer realm=\"http://%s/token\",service=\"reg\",scope=\"repository:team/model:pull\""
                                            .formatted(server.host())));
        });

        assertThat(bundles().find("v1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://auth.example.org/token", "http://auth.example.org:443/token", "ftp://auth.example.org/"})
    void takes_no_password_to_a_token_service_elsewhere_without_tls(String realm) {
        server.fail(request -> Optional.of(
                Answer.json(401, "{}").with("WWW-Authenticate", "Bearer realm=\"%s\",service=\"s\"".formatted(realm))));

        assertFails(
                () -> bundles(Credentials.basic("gate", "pw")).find("v1"),
                Kind.REJECTED,
                "the token service that the registry names is at " + realm,
                "but from http://" + server.host() + " only https is gone to");
    }

    @Test
    void names_the_token_service_that_does_not_take_the_login() throws IOException {
        try (OciStandIn issuer = new OciStandIn()) {
            issuer.fail(request -> Optional.of(Answer.json(401, "{\"message\": \"pw is wrong\"}")));
            server.fail(request -> Optional.of(Answer.json(401, "{}")
                    .with("WWW-Authenticate", "Bearer realm=\"http://%s/token\"".formatted(issuer.host()))));

            assertFails(
                    () -> bundles(Credentials.basic("gate", "pw")).find("v1"),
                    Kind.UNAUTHORISED,
                    "the token service http://" + issuer.host() + ", which the registry " + server.host() + " names,",
                    "([secret] is wrong)");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void takes_no_login_to_another_host_in_any_call(int status) throws IOException {
        Digest model = push();
        Found found = bundles().require(model.toString());
        try (OciStandIn elsewhere = new OciStandIn()) {
            elsewhere.fail(
                    request -> Optional.of(Answer.json(401, "{}").with("WWW-Authenticate", "Basic realm=\"r\"")));
            for (Credentials login : List.of(Credentials.bearer("s3cret"), Credentials.basic("gate", "s3cret"))) {
                OciBundles bundles = bundles(login);
                OciReferrers referrers = new OciReferrers(registry(login));
                server.fail(request -> asksForTheLogin(status, elsewhere));

                assertThatThrownBy(() -> bundles.find("v1")).isInstanceOf(RemoteFailure.class);
                assertThatThrownBy(() -> bundles.push(document, bundle.directory(), "v2"))
                        .isInstanceOf(RemoteFailure.class);
                assertThatThrownBy(() -> bundles.pull(found, folder.resolve("out")))
                        .isInstanceOf(RemoteFailure.class);
                assertThatThrownBy(() -> referrers.list(model)).isInstanceOf(RemoteFailure.class);
            }
            assertThat(elsewhere.authorisations()).isNotEmpty().containsOnly("-");
        }
    }

    /** First for the login, and then sends away who shows it. */
    private Optional<Answer> asksForTheLogin(int status, OciStandIn elsewhere) {
        boolean shown =
                !server.authorisations().get(server.authorisations().size() - 1).equals("-");
        return Optional.of(
                shown
                        ? Answer.of(status, "text/plain", "")
                                .with("Location", "http://" + elsewhere.host() + "/x?sig=s1gned")
                        : Answer.json(401, "{}").with("WWW-Authenticate", "Basic realm=\"r\""));
    }

    @Test
    void takes_no_login_along_when_an_upload_goes_elsewhere() throws IOException {
        try (OciStandIn elsewhere = new OciStandIn()) {
            server.fail(request -> request.startsWith("POST")
                    ? Optional.of(Answer.of(202, "text/plain", "")
                            .with("Location", "http://" + elsewhere.host() + "/upload?sig=s1gned"))
                    : Optional.empty());

            assertThatThrownBy(() -> bundles(Credentials.bearer("s3cret")).push(document, bundle.directory(), "v1"))
                    .isInstanceOf(RemoteFailure.class)
                    .hasMessageNotContaining("s1gned");
            assertThat(elsewhere.authorisations()).containsExactly("-");
        }
    }

    @Test
    void says_what_to_set_when_the_registry_does_not_let_us_in() {
        server.fail(request -> Optional.of(Answer.json(
                401,
                "{\"errors\": [{\"code\": \"UNAUTHORIZED\"," + " \"message\": \"authentication required for pw\"}]}")));

        assertThatThrownBy(() -> bundles(Credentials.basic("gate", "pw")).find("v1"))
                .hasMessageContainingAll("answered 401", "GATE_OCI_USERNAME", "[secret]")
                .hasMessageNotContaining("for pw");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lists_what_is_attached_by_the_api_and_by_the_tag(boolean api) throws IOException {
        if (api) {
            server.offerReferrers();
        }
        Digest model = push();
        OciReferrers referrers = new OciReferrers(registry(Credentials.none()));
        byte[] verdict = "{\"decision\":\"PASS\"}".getBytes(StandardCharsets.UTF_8);
        List<Attachment> documents = List.of(new Attachment("verdict.json", VERDICT, verdict));

        Digest attached = referrers.attach(model, VERDICT, documents);

        assertThat(referrers.attach(model, VERDICT, documents)).isEqualTo(attached);
        List<Attached> found = referrers.list(model);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).artifactType()).isEqualTo(VERDICT);
        assertThat(found.get(0).name()).isEqualTo("verdict.json");
        assertThat(referrers.read(found.get(0))).isEqualTo(verdict);
        assertThat(server.manifests().containsKey("sha256-" + model.hex())).isEqualTo(!api);
    }

    @Test
    void says_so_when_something_listed_is_about_another_model() throws IOException {
        Digest model = push();
        Digest other = pushOther();
        OciReferrers referrers = new OciReferrers(registry(Credentials.none()));
        referrers.attach(other, VERDICT, List.of(new Attachment("v", VERDICT, new byte[] {'{', '}'})));
        server.manifests().put("sha256-" + model.hex(), server.manifests().get("sha256-" + other.hex()));

        assertFails(() -> referrers.list(model), Kind.INTEGRITY, "is listed as attached to " + model);
    }

    private Digest push() throws IOException {
        return bundles().push(document, bundle.directory(), "v1");
    }

    private Digest pushOther() throws IOException {
        Bundle other = Bundle.in(folder.resolve("other")).with("model.onnx", "others!");
        return bundles().push(other.read(), other.directory(), "v2");
    }

    private OciBundles bundles() {
        return bundles(Credentials.none());
    }

    private OciBundles bundles(Credentials credentials) {
        return new OciBundles(registry(credentials));
    }

    private OciRegistry registry(Credentials credentials) {
        return new OciRegistry(server.repository(), credentials, Patience.patientTransport());
    }

    private static String blob(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Test
    void a_list_of_referrers_that_goes_on_elsewhere_is_not_taken_for_whole() throws IOException {
        Digest model = push();
        server.offerReferrers();
        server.fail(request -> request.contains("/referrers/")
                ? Optional.of(
                        Answer.of(200, MediaTypes.OCI_INDEX, "{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8))
                                .with("Link", "<http://127.0.0.1:1/v2/more>; rel=\"next\""))
                : Optional.empty());

        assertFails(
                () -> new OciReferrers(registry(Credentials.none())).list(model),
                Kind.REJECTED,
                "the next page of referrers is at http://127.0.0.1:1, but a list of http://127.0.0.1:");
    }

    private static void assertFails(ThrowingCallable call, Kind kind, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RemoteFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContainingAll(words);
    }
}
