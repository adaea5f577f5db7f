package dev.modelgate.core.identity;

import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.math.BigInteger;
import java.util.List;

/**
 * How large a model is, in bytes: the elements of its tensors and its behaviour-bearing files. It follows from the
 * canonical document alone, so a size that a report claims can be held against the identity that the report names; how a
 * file was padded or packed does not count.
 */
public final class ContentSize {

    private ContentSize() {}

    /**
     * Of a canonical document.
     *
     * @throws IllegalArgumentException where a tensor's type is unknown or the document is not of the form
     */
    public static BigInteger of(JsonObject document) {
        BigInteger size = BigInteger.ZERO;
        for (JsonObject tensor : objects(document, "tensors")) {
            size = size.add(tensor(tensor));
        }
        for (JsonObject file : objects(document, "files")) {
            size = size.add(integer(member(file, "size")));
        }
        return size;
    }

    private static BigInteger tensor(JsonObject tensor) {
        BigInteger elements = BigInteger.ONE;
        for (JsonValue length : array(member(tensor, "shape"))) {
            elements = elements.multiply(integer(length));
        }
        String dtype = member(tensor, "dtype") instanceof JsonString text ? text.text() : "";
        BigInteger counted = elements;
        return Dtype.named(dtype)
                .flatMap(type -> type.bytesOf(counted))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a tensor has %s elements of type '%s', but a known type that fills whole bytes is required"
                                .formatted(counted, dtype)));
    }

    private static List<JsonObject> objects(JsonObject document, String name) {
        return array(member(document, name)).stream()
                .map(item -> {
                    if (item instanceof JsonObject object) {
                        return object;
                    }
                    throw malformed(name);
                })
                .toList();
    }

    private static List<JsonValue> array(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.items();
        }
        throw malformed("an array");
    }

    private static BigInteger integer(JsonValue value) {
        if (value instanceof JsonNumber number && number.isInteger()) {
            return number.decimal().toBigIntegerExact();
        }
        throw malformed("an integer");
    }

    private static JsonValue member(JsonObject object, String name) {
        return object.member(name).orElseThrow(() -> malformed(name));
    }

    private static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException(
                "the canonical document has no well-formed %s, but it is required; it was edited".formatted(what));
    }
}
