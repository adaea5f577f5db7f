package dev.modelgate.registry.http;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.eval.json.ShownAddress;
import java.net.URI;
import java.util.Optional;

/**
 * One request.
 *
 * @param headers besides those the client sets itself; may hold secrets, so they are never printed
 */
public record HttpCall(String method, URI uri, ImmutableMap<String, String> headers, Optional<Payload> payload) {

    public static HttpCall get(URI uri) {
        return new HttpCall("GET", uri, ImmutableMap.of(), Optional.empty());
    }

    public static HttpCall head(URI uri) {
        return new HttpCall("HEAD", uri, ImmutableMap.of(), Optional.empty());
    }

    public static HttpCall post(URI uri, Payload payload) {
        return new HttpCall("POST", uri, ImmutableMap.of(), Optional.of(payload));
    }

    public static HttpCall put(URI uri, Payload payload) {
        return new HttpCall("PUT", uri, ImmutableMap.of(), Optional.of(payload));
    }

    /** With one more header; one of the same name is replaced. */
    public HttpCall with(String name, String value) {
        ImmutableMap<String, String> more = ImmutableMap.<String, String>builder()
                .putAll(headers)
                .put(name, value)
                .buildKeepingLast();
        return new HttpCall(method, uri, more, payload);
    }

    /** True where a lost answer is got again by asking again, whatever the server had done. */
    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** For messages: method and address without query and user, either of which may hold a secret. */
    public String shown() {
        return method + " " + shown(uri);
    }

    /** An address without query and user. */
    public static String shown(URI uri) {
        return ShownAddress.origin(uri) + Optional.ofNullable(uri.getRawPath()).orElse("");
    }

    /** Method and address alone: headers may hold secrets. */
    @Override
    public String toString() {
        return shown();
    }
}
