package dev.modelgate.ci.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.eval.json.JsonReader;

/** Bodies of requests. */
final class Bodies {

    private Bodies() {}

    static JsonValue parsed(String body) {
        return body.isEmpty() ? JsonNull.NULL : JsonReader.read(body.getBytes(UTF_8), "the request");
    }
}
