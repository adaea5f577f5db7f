package dev.modelgate.registry.artifact.oci;

import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.FileSink;
import dev.modelgate.registry.http.HttpAnswer;
import dev.modelgate.registry.http.HttpCall;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Payload;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import dev.modelgate.registry.http.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One repository of a registry, by the OCI distribution API. Everything that comes in is held against its digest and
 * size, and everything that goes out is looked at again.
 */
public final class OciRegistry {

    private static final int MAX_REDIRECTS = 5;
    private static final String ACCEPT = MediaTypes.OCI_MANIFEST + ", " + MediaTypes.OCI_INDEX;

    private final OciReference repository;
    private final HttpTransport transport;
    private final Service service;
    private final OciAuth auth;

    /**
     * @param repository its tag and digest do not matter
     */
    public OciRegistry(OciReference repository, Credentials credentials, HttpTransport transport) {
        this.repository = repository;
        this.transport = transport;
        this.service = new Service(
                "the registry " + repository.host(), credentials, "check the login; " + OciCredentials.HINT);
        this.auth = new OciAuth(transport, service, repository.base());
    }

    OciReference repository() {
        return repository;
    }

    /** A manifest or index as it is stored, with its digest computed here. */
    static final class Stored {
        private final byte[] bytes;
        private final Digest digest;

        private Stored(byte[] bytes) {
            this.bytes = bytes;
            this.digest = Digest.of(bytes);
        }

        byte[] bytes() {
            return bytes.clone();
        }

        Digest digest() {
            return digest;
        }
    }

    /** A manifest or index by tag or digest; empty where the registry has none. */
    Optional<Stored> manifest(String reference) {
        HttpAnswer answer = send(HttpCall.get(at("/manifests/" + reference)).with("Accept", ACCEPT), transport::call);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        Stored stored = new Stored(service.requireSuccess(answer).body());
        answer.header("Docker-Content-Digest").ifPresent(said -> requireDigest(reference, stored.digest(), said));
        if (reference.startsWith("sha256:")) {
            requireDigest(reference, stored.digest(), reference);
        }
        return Optional.of(stored);
    }

    /** Downloads a blob to a file, which is on disk then. */
    void pullBlob(Descriptor blob, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.getParent(), "a file has a directory"));
        FileSink sink = new FileSink(to, blob.size());
        Function<HttpCall, HttpAnswer> download = call -> transport.download(call, blob.size(), sink);
        service.requireSuccess(following(send(HttpCall.get(blobAddress(blob)), download), download));
        if (sink.size() != blob.size() || !sink.sha256().equals(blob.digest().hex())) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the blob %s came as %d bytes with SHA-256 %s, but %d bytes with its own are required; store it again, and see what stands before the registry"
                            .formatted(blob.digest(), sink.size(), sink.sha256(), blob.size()));
        }
    }

    /** A small blob, checked like any. */
    byte[] smallBlob(Descriptor blob) {
        HttpAnswer answer = following(send(HttpCall.get(blobAddress(blob)), transport::call), transport::call);
        byte[] bytes = service.requireSuccess(answer).body();
        requireDigest("a blob", Digest.of(bytes), blob.digest().toString());
        return bytes;
    }

    /** Large content may be elsewhere; our credentials do not go along. */
    private HttpAnswer following(HttpAnswer first, Function<HttpCall, HttpAnswer> how) {
        HttpAnswer answer = first;
        for (int hops = 0; answer.status() / 100 == 3 && hops < MAX_REDIRECTS; hops++) {
            Optional<String> location = answer.header("Location");
            if (location.isEmpty()) {
                return answer;
            }
            URI next = SafeAddress.resolve(answer.call().uri(), location.get(), "a blob of the registry");
            HttpCall call = HttpCall.get(next);
            answer = how.apply(SafeAddress.sameOrigin(next, repository.base()) ? auth.authorised(call) : call);
        }
        return answer;
    }

    /** Sees to it that the registry has a blob, and has it whole. */
    void pushBlob(Descriptor blob, Payload payload) {
        if (storedSize(blob).isPresent()) {
            requireSize(blob);
            return;
        }
        HttpAnswer begun = send(HttpCall.post(at("/blobs/uploads/"), Payload.of(new byte[0])), transport::call);
        service.requireSuccess(begun);
        String location = begun.header("Location")
                .orElseThrow(() -> new RemoteFailure(
                        Kind.INTEGRITY, "the registry names no place for an upload; see what stands before it"));
        URI place = SafeAddress.resolve(begun.call().uri(), location, "the place of an upload");
        String query = (place.getRawQuery() == null ? "?" : "&") + "digest=" + blob.digest();
        HttpCall put =
                HttpCall.put(URI.create(place + query), payload).with("Content-Type", "application/octet-stream");
        HttpAnswer done =
                SafeAddress.sameOrigin(place, repository.base()) ? send(put, transport::upload) : transport.upload(put);
        service.requireSuccess(done);
        done.header("Docker-Content-Digest")
                .ifPresent(said -> requireDigest("the blob that was pushed", blob.digest(), said));
        requireSize(blob);
    }

    private void requireSize(Descriptor blob) {
        Optional<Long> stored = storedSize(blob);
        if (!stored.equals(Optional.of(blob.size()))) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the registry has %s bytes of %s, but it has %d; remove it there and push again"
                            .formatted(stored.map(String::valueOf).orElse("no"), blob.digest(), blob.size()));
        }
    }

    private Optional<Long> storedSize(Descriptor blob) {
        HttpAnswer answer = send(HttpCall.head(blobAddress(blob)), transport::call);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() / 100 == 3) {
            return Optional.of(blob.size()); // it is there, and a HEAD of where it is kept may not be allowed
        }
        return service.requireSuccess(answer)
                .header("Content-Length")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong);
    }

    /**
     * Stores a manifest or index under a tag or its digest, and reads it back.
     *
     * @return true where the registry says that it keeps track of the subject itself
     */
    boolean pushManifest(String reference, String mediaType, byte[] bytes) {
        HttpCall call =
                HttpCall.put(at("/manifests/" + reference), Payload.of(bytes)).with("Content-Type", mediaType);
        HttpAnswer answer = service.requireSuccess(send(call, transport::call));
        Digest digest = Digest.of(bytes);
        answer.header("Docker-Content-Digest").ifPresent(said -> requireDigest(reference, digest, said));
        Optional<Stored> stored = manifest(reference);
        if (stored.isEmpty() || !Arrays.equals(stored.get().bytes(), bytes)) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the manifest %s reads back as %s, but %s was pushed; see who else pushes, and push again"
                            .formatted(
                                    reference,
                                    stored.map(it -> it.digest().toString()).orElse("nothing"),
                                    digest));
        }
        return answer.header("OCI-Subject").isPresent();
    }

    /**
     * A page of what refers to a manifest; empty where the registry does not keep track.
     *
     * @param page its address
     */
    Optional<HttpAnswer> referrers(URI page) {
        HttpAnswer answer = send(HttpCall.get(page).with("Accept", MediaTypes.OCI_INDEX), transport::call);
        int status = answer.status();
        return status == 404 || status == 405 || status == 501 ? Optional.empty() : Optional.of(answer);
    }

    URI referrersAddress(Digest subject) {
        return at("/referrers/" + subject);
    }

    JsonObject json(HttpAnswer answer) {
        return service.json(answer);
    }

    private URI blobAddress(Descriptor blob) {
        return at("/blobs/" + blob.digest());
    }

    private URI at(String below) {
        return URI.create(repository.base() + "/v2/" + repository.repository() + below);
    }

    /** Sends, and once more when the registry first wants to know who we are. */
    private HttpAnswer send(HttpCall call, Function<HttpCall, HttpAnswer> how) {
        HttpAnswer answer = how.apply(auth.authorised(call));
        return answer.status() == 401 && auth.answer(answer) ? how.apply(auth.authorised(call)) : answer;
    }

    private void requireDigest(String what, Digest found, String said) {
        if (!found.toString().equals(said)) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the digest of %s at %s is %s, but %s is required; push it again, and see what stands before the registry"
                            .formatted(what, repository.repositoryName(), found, Printable.line(said)));
        }
    }
}
