package dev.modelgate.ci.rest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.escape.Escaper;
import com.google.common.net.PercentEscaper;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.registry.http.HttpAnswer;
import dev.modelgate.registry.http.HttpCall;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Payload;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.Service;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls to a code host. A path is a format whose words are escaped, so that no name from outside leaves its place in it.
 */
public final class RestApi {

    private static final int PAGE = 100;
    /** More entries than anybody reads; a list without an end is cut here, and that is an error. */
    private static final int MAX_PAGES = 50;

    private static final Escaper WORD = new PercentEscaper("-._~", false);

    private final String base;
    private final Service service;
    private final ImmutableMap<String, String> headers;
    private final HttpTransport transport;

    /**
     * @param base address that every path is below
     * @param headers of every call, besides the credentials
     */
    public RestApi(String base, Service service, Map<String, String> headers, HttpTransport transport) {
        this.base = base;
        this.service = service;
        this.headers = ImmutableMap.copyOf(headers);
        this.transport = transport;
    }

    /**
     * An object.
     *
     * @throws RemoteFailure where the answer is no success, or no object
     */
    public JsonFields object(String path, String... words) {
        HttpCall call = call("GET", uri(path, words), Optional.empty());
        return JsonFields.of(service.json(transport.call(call)), "the answer to " + call.shown());
    }

    /** An object that may not be there. */
    public Optional<JsonFields> optionalObject(String path, String... words) {
        try {
            return Optional.of(object(path, words));
        } catch (RemoteFailure e) {
            if (e.kind() == RemoteFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * A list of objects, page by page.
     *
     * @throws CannotJudgeException also where it has no end
     */
    public List<JsonFields> list(String path, String... words) {
        ImmutableList.Builder<JsonFields> all = ImmutableList.builder();
        String place = uri(path, words).toString();
        String joint = place.contains("?") ? "&" : "?";
        for (int page = 1; page <= MAX_PAGES; page++) {
            List<JsonValue> items = page(URI.create(place + joint + "per_page=" + PAGE + "&page=" + page));
            items.forEach(item -> all.add(JsonFields.of(item, "an item of " + HttpCall.shown(uri(path, words)))));
            if (items.size() < PAGE) {
                return all.build();
            }
        }
        throw new CannotJudgeException("%s lists more than %d entries under %s; ask on a new change"
                .formatted(service.name(), MAX_PAGES * PAGE, HttpCall.shown(uri(path, words))));
    }

    /** Sends a JSON body. */
    public void send(String method, JsonValue body, String path, String... words) {
        byte[] bytes = PrettyJson.indented(body).getBytes(StandardCharsets.UTF_8);
        service.requireSuccess(transport.call(call(method, uri(path, words), Optional.of(Payload.of(bytes)))));
    }

    private List<JsonValue> page(URI uri) {
        HttpCall call = call("GET", uri, Optional.empty());
        HttpAnswer answer = service.requireSuccess(transport.call(call));
        String what = "the answer to " + call.shown();
        if (JsonReader.read(answer.body(), what) instanceof JsonArray array) {
            return array.items();
        }
        throw new CannotJudgeException(what + " is no list; check the address of the API");
    }

    private HttpCall call(String method, URI uri, Optional<Payload> body) {
        HttpCall call = new HttpCall(method, uri, headers, body);
        Optional<String> login = service.credentials().header();
        if (login.isPresent()) {
            call = call.with("Authorization", login.get());
        }
        return body.isPresent() ? call.with("Content-Type", "application/json") : call;
    }

    private URI uri(String path, String... words) {
        Object[] escaped = Arrays.stream(words).map(WORD::escape).toArray();
        return URI.create(base + path.formatted(escaped));
    }
}
