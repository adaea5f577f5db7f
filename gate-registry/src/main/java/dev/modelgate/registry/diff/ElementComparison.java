package dev.modelgate.registry.diff;

import dev.modelgate.core.identity.Dtype;
import java.nio.ByteBuffer;
import java.util.Optional;

/** How two elements of one type are compared as numbers. Buffers are little-endian, as safetensors stores elements. */
@FunctionalInterface
interface ElementComparison {

    /** Adds the difference of the elements that begin at a byte of both buffers. */
    void add(ByteBuffer before, ByteBuffer after, int at, DifferenceSum sum);

    /** Empty for types that are no plain numbers here: truth values, complex numbers, floats of 8 bits and fewer. */
    static Optional<ElementComparison> of(Dtype dtype) {
        return switch (dtype) {
            case F64 -> Optional.of(decoded(ByteBuffer::getDouble));
            case F32 -> Optional.of(decoded(ByteBuffer::getFloat));
            case F16 -> Optional.of(decoded((buffer, at) -> HalfFloat.decode(buffer.getShort(at))));
            case BF16 -> Optional.of(decoded((buffer, at) -> Float.intBitsToFloat(buffer.getShort(at) << 16)));
            case I8 -> Optional.of(decoded(ByteBuffer::get));
            case U8 -> Optional.of(decoded((buffer, at) -> Byte.toUnsignedInt(buffer.get(at))));
            case I16 -> Optional.of(decoded(ByteBuffer::getShort));
            case U16 -> Optional.of(decoded((buffer, at) -> Short.toUnsignedInt(buffer.getShort(at))));
            case I32 -> Optional.of(decoded(ByteBuffer::getInt));
            case U32 -> Optional.of(decoded((buffer, at) -> Integer.toUnsignedLong(buffer.getInt(at))));
            case I64 ->
                Optional.of((before, after, at, sum) ->
                        sum.addDistance(LongDistance.signed(before.getLong(at), after.getLong(at))));
            case U64 ->
                Optional.of((before, after, at, sum) ->
                        sum.addDistance(LongDistance.unsigned(before.getLong(at), after.getLong(at))));
            default -> Optional.empty();
        };
    }

    /** An element as a double, which holds every value of the types decoded this way exactly. */
    @FunctionalInterface
    interface Decoder {
        double at(ByteBuffer buffer, int offset);
    }

    private static ElementComparison decoded(Decoder decoder) {
        return (before, after, at, sum) -> sum.add(decoder.at(before, at), decoder.at(after, at));
    }
}
