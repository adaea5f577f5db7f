package dev.modelgate.core.identity;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** The element types of safetensors, as its headers spell them. */
public enum Dtype {
    BOOL(8),
    U8(8),
    I8(8),
    F8_E5M2(8),
    F8_E4M3(8),
    F8_E8M0(8),
    F8_E4M3FNUZ(8),
    F8_E5M2FNUZ(8),
    I16(16),
    U16(16),
    F16(16),
    BF16(16),
    I32(32),
    U32(32),
    F32(32),
    I64(64),
    U64(64),
    F64(64),
    C64(64),
    F4(4),
    F6_E2M3(6),
    F6_E3M2(6);

    private final int bits;

    Dtype(int bits) {
        this.bits = bits;
    }

    public int bits() {
        return bits;
    }

    public static Optional<Dtype> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Bytes of so many elements; empty where the bits do not fill whole bytes. */
    public Optional<BigInteger> bytesOf(BigInteger elements) {
        BigInteger[] parts = elements.multiply(BigInteger.valueOf(bits)).divideAndRemainder(BigInteger.valueOf(8));
        return parts[1].signum() == 0 ? Optional.of(parts[0]) : Optional.empty();
    }
}
