package dev.modelgate.registry.bundle;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** Where in a safetensors header a message speaks of: {@code header line 1, column 17}. */
final class HeaderPlace {

    private HeaderPlace() {}

    static String of(JsonParser parser) {
        return of(parser.currentTokenLocation());
    }

    static String of(JsonProcessingException e) {
        return of(e.getLocation());
    }

    private static String of(@Nullable JsonLocation at) {
        return at == null ? "header" : "header line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }
}
