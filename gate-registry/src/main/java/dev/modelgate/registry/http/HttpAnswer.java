package dev.modelgate.registry.http;

import com.google.common.collect.Maps;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered.
 *
 * <p>The body is that of an answer kept in memory; of a transfer that succeeded it is empty, and of one that failed
 * it is the beginning, for the message.
 */
public final class HttpAnswer {

    private final HttpCall call;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    HttpAnswer(HttpCall call, int status, HttpHeaders headers, byte[] body) {
        this.call = call;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** An answer that another client had: without headers. */
    public static HttpAnswer of(HttpCall call, int status, byte[] body) {
        return of(call, status, Map.of(), body);
    }

    /** An answer that another client had, with such headers as matter. */
    public static HttpAnswer of(HttpCall call, int status, Map<String, String> headers, byte[] body) {
        Map<String, List<String>> lists = Maps.transformValues(headers, List::of);
        return new HttpAnswer(call, status, HttpHeaders.of(lists, (name, value) -> true), body.clone());
    }

    public HttpCall call() {
        return call;
    }

    public int status() {
        return status;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** All headers of that name. */
    public List<String> headers(String name) {
        return headers.allValues(name);
    }

    public byte[] body() {
        return body.clone();
    }

    /** The body as text for a message: what is not UTF-8 is replaced. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
