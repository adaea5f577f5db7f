package dev.modelgate.registry.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Dtype;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads one tensor of a safetensors header: {@code {"dtype","shape","data_offsets"}} and nothing else. A further key
 * is an error although lenient loaders skip it: it might change what the tensor means, and the identity would not
 * hold it.
 */
final class HeaderEntryReader {

    /** The largest integer that the document of an identity can hold: 2^53 - 1. */
    private static final long MAX_INTEGER = (1L << 53) - 1;

    private final JsonParser parser;
    private final String shown;
    private final String name;

    private Optional<Dtype> dtype = Optional.empty();
    private Optional<ImmutableList<Long>> shape = Optional.empty();
    private Optional<ImmutableList<Long>> offsets = Optional.empty();

    HeaderEntryReader(JsonParser parser, String shown, String name) {
        this.parser = parser;
        this.shown = shown;
        this.name = name;
    }

    /** Reads the value at which the parser stands, and leaves it at the value's end. */
    HeaderEntry read() throws IOException {
        require(parser.currentToken() == JsonToken.START_OBJECT, "is no object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            member(key);
        }
        require(dtype.isPresent() && shape.isPresent() && offsets.isPresent(), "lacks dtype, shape or data_offsets");
        return entry(dtype.orElseThrow(), shape.orElseThrow(), offsets.orElseThrow());
    }

    private void member(String key) throws IOException {
        switch (key) {
            case "dtype" -> dtype = Optional.of(dtype());
            case "shape" -> shape = Optional.of(integers("shape"));
            case "data_offsets" -> offsets = Optional.of(integers("data_offsets"));
            default -> throw error("has the unknown key '%s'; known are dtype, shape and data_offsets".formatted(key));
        }
    }

    private Dtype dtype() throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "has a dtype that is no string");
        String spelled = parser.getText();
        return Dtype.named(spelled)
                .orElseThrow(() -> error("has the unknown dtype '%s'; known are %s".formatted(spelled, known())));
    }

    private static String known() {
        return Arrays.stream(Dtype.values()).map(Dtype::name).collect(Collectors.joining(", "));
    }

    private ImmutableList<Long> integers(String what) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, "has a %s that is no array".formatted(what));
        ImmutableList.Builder<Long> integers = ImmutableList.builder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            integers.add(integer(what));
        }
        return integers.build();
    }

    private long integer(String what) throws IOException {
        String literal = parser.getText();
        boolean isNatural = parser.currentToken() == JsonToken.VALUE_NUMBER_INT && !literal.startsWith("-");
        require(isNatural, "has %s in its %s, but integers from 0 are required".formatted(literal, what));
        BigInteger value = new BigInteger(literal);
        require(
                value.bitLength() < Long.SIZE && value.longValue() <= MAX_INTEGER,
                "has %s in its %s, but at most 2^53 - 1 is allowed".formatted(literal, what));
        return value.longValue();
    }

    private HeaderEntry entry(Dtype type, ImmutableList<Long> dimensions, ImmutableList<Long> range) {
        require(range.size() == 2, "has %d data_offsets, but begin and end are required".formatted(range.size()));
        long begin = range.get(0);
        long end = range.get(1);
        require(begin <= end, "begins at byte %d of the data, but ends at %d".formatted(begin, end));
        BigInteger required = bytes(type, dimensions);
        require(
                required.equals(BigInteger.valueOf(end - begin)),
                "takes %d bytes, but its shape and dtype require %s".formatted(end - begin, required));
        return new HeaderEntry(name, type, dimensions, begin, end);
    }

    private BigInteger bytes(Dtype type, List<Long> dimensions) {
        return type.bytesOf(elements(dimensions))
                .orElseThrow(() -> error(
                        "has a shape whose bits do not fill whole bytes at %d bits an element".formatted(type.bits())));
    }

    private BigInteger elements(List<Long> dimensions) {
        if (dimensions.contains(0L)) {
            return BigInteger.ZERO;
        }
        BigInteger product = BigInteger.ONE;
        for (long dimension : dimensions) {
            product = product.multiply(BigInteger.valueOf(dimension));
            require(product.bitLength() < Long.SIZE, "has a shape of more than 2^63 elements");
        }
        return product;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw error(otherwise);
        }
    }

    private CannotJudgeException error(String problem) {
        return new CannotJudgeException("%s: %s: the tensor '%s' %s; fetch or export the file again"
                .formatted(shown, HeaderPlace.of(parser), name, problem));
    }
}
