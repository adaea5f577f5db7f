package dev.modelgate.core.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The identity of a model: the SHA-256 of its canonical document, as 64 lower-case hex digits. */
public record CanonicalSha(String hex) {

    private static final int DIGITS = 64;

    public CanonicalSha {
        if (!isOne(hex)) {
            throw new IllegalArgumentException(
                    "the canonical SHA is '%s', but 64 lower-case hex digits are required; 'gate sha DIR' prints it"
                            .formatted(hex));
        }
    }

    /** A text that may be one, or another kind of name. */
    public static Optional<CanonicalSha> ifOne(String text) {
        return isOne(text) ? Optional.of(new CanonicalSha(text)) : Optional.empty();
    }

    private static boolean isOne(String text) {
        boolean digits = text.length() == DIGITS;
        for (int i = 0; digits && i < DIGITS; i++) {
            char digit = text.charAt(i);
            digits = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        return digits;
    }

    /** The first twelve digits, for people. */
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    /** As a record's own: but that one is spun at run time, which a short command waits for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CanonicalSha that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
