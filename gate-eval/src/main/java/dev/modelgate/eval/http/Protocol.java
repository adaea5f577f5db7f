package dev.modelgate.eval.http;

import dev.modelgate.core.evidence.Usage;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.port.ModelRuntime.Request;
import java.net.URI;
import java.util.Optional;

/** How one request is put into JSON, and where the answer stands in what comes back. Safe for several threads. */
interface Protocol {

    /** Its name, for the report: {@code openai-chat}. */
    String name();

    /** Where requests go, below the address that the user named. */
    URI address(URI endpoint);

    /** @throws IllegalArgumentException where the case's input is not of the kind that this protocol sends */
    JsonValue body(Request request);

    /** @throws NoAnswerException where what came back holds no whole answer to this request */
    Reading read(JsonValue body, Request request) throws NoAnswerException;

    /** What a body says. */
    record Reading(String output, Optional<Usage> usage) {}

    /** The address with that path at its end, where it does not end so already. */
    static URI below(URI endpoint, String path) {
        String own = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        String trimmed = own.endsWith("/") ? own.substring(0, own.length() - 1) : own;
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        return endpoint.resolve((trimmed.endsWith(path) ? trimmed : trimmed + path) + query);
    }
}
