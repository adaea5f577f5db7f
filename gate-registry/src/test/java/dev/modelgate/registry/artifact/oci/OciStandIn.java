package dev.modelgate.registry.artifact.oci;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.registry.http.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A registry that remembers what is pushed, for the faults that no real one can be brought to make. With or without
 * the referrers API.
 */
final class OciStandIn implements AutoCloseable {

    static final String REPOSITORY = "team/model";

    private static final Pattern PATH = Pattern.compile(
            "/v2/" + REPOSITORY + "/(?<kind>manifests|blobs|blobs/uploads|referrers)/(?<reference>[^/]*)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, byte[]> blobs = new ConcurrentSkipListMap<>();
    private final Map<String, byte[]> manifests = new ConcurrentSkipListMap<>();
    private final Map<String, String> types = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorisations = new CopyOnWriteArrayList<>();
    private volatile Function<String, Optional<Answer>> fault = request -> Optional.empty();
    private volatile boolean referrers;

    OciStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    OciReference repository() {
        return OciReference.parse("oci:" + host() + "/" + REPOSITORY);
    }

    /** By digest, to read and to damage. */
    Map<String, byte[]> blobs() {
        return blobs;
    }

    /** By tag and by digest, to read and to damage. */
    Map<String, byte[]> manifests() {
        return manifests;
    }

    List<String> requests() {
        return requests;
    }

    /** The {@code Authorization} of each request; {@code -} where there was none. */
    List<String> authorisations() {
        return authorisations;
    }

    void fail(Function<String, Optional<Answer>> given) {
        fault = given;
    }

    void offerReferrers() {
        referrers = true;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(request);
        authorisations.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("-"));
        Optional<Answer> instead = fault.apply(request);
        (instead.isPresent() ? instead.get() : answer(exchange, body)).send(exchange);
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            return error(404, "NAME_UNKNOWN");
        }
        String reference = path.group("reference");
        return switch (path.group("kind")) {
            case "manifests" -> manifest(exchange, reference, body);
            case "referrers" -> referrers ? listing(reference) : error(404, "NOT_FOUND");
            case "blobs/uploads" -> upload(exchange, body);
            default -> reference.equals("uploads") ? error(405, "UNSUPPORTED") : stored(blobs, reference);
        };
    }

    private Answer manifest(HttpExchange exchange, String reference, byte[] body) {
        if (!exchange.getRequestMethod().equals("PUT")) {
            return stored(manifests, reference);
        }
        String digest = Digest.of(body).toString();
        manifests.put(reference, body);
        manifests.put(digest, body);
        types.put(digest, exchange.getRequestHeaders().getFirst("Content-Type"));
        Answer created = Answer.of(201, "text/plain", "").with("Docker-Content-Digest", digest);
        boolean about = JsonReader.readObject(body, reference).member("subject").isPresent();
        return referrers && about ? created.with("OCI-Subject", "noted") : created;
    }

    private Answer upload(HttpExchange exchange, byte[] body) {
        if (exchange.getRequestMethod().equals("POST")) {
            return Answer.of(202, "text/plain", "").with("Location", "/v2/" + REPOSITORY + "/blobs/uploads/1?state=a");
        }
        String digest = exchange.getRequestURI().getQuery().replaceFirst(".*digest=", "");
        if (!Digest.of(body).toString().equals(digest)) {
            return error(400, "DIGEST_INVALID");
        }
        blobs.put(digest, body);
        return Answer.of(201, "text/plain", "").with("Docker-Content-Digest", digest);
    }

    private Answer stored(Map<String, byte[]> from, String reference) {
        byte[] bytes = from.get(reference);
        if (bytes == null) {
            return error(404, "BLOB_UNKNOWN");
        }
        String type = types.getOrDefault(Digest.of(bytes).toString(), "application/octet-stream");
        return Answer.of(200, type, bytes);
    }

    private Answer listing(String subject) {
        String found = manifests.entrySet().stream()
                .filter(each -> each.getKey().startsWith("sha256:"))
                .filter(each -> JsonReader.readObject(each.getValue(), each.getKey())
                        .member("subject")
                        .flatMap(about -> ((JsonObject) about).member("digest"))
                        .filter(digest -> digest.toString().contains(subject))
                        .isPresent())
                .map(each -> "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
                        .formatted(MediaTypes.OCI_MANIFEST, each.getKey(), each.getValue().length))
                .collect(Collectors.joining(","));
        return Answer.of(200, MediaTypes.OCI_INDEX, "{\"schemaVersion\": 2, \"manifests\": [" + found + "]}");
    }

    private static Answer error(int status, String code) {
        return Answer.json(status, "{\"errors\": [{\"code\": \"%s\", \"message\": \"no\"}]}".formatted(code));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
