package dev.modelgate.core.release;

import dev.modelgate.core.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The end of an event chain: how many lines it has, and what the last one hashes to. Kept elsewhere, it proves later
 * that nothing before it was changed and that no tail was dropped.
 *
 * @param seq number of the last event; 0 for an empty chain
 * @param sha256 lower-case hex SHA-256 of the last line without its newline; 64 zeros for an empty chain
 */
public record Head(long seq, String sha256) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** The chain without an event. */
    public static final Head EMPTY = new Head(0, "0".repeat(64));

    public Head {
        if (seq < 0 || !FORM.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "the head is (%d, '%s'), but a number from 0 and 64 lower-case hex digits are required"
                            .formatted(seq, sha256));
        }
    }

    /** The head after one more line. */
    public Head after(String line) {
        return new Head(seq + 1, sha256(line));
    }

    /** What the event behind a line carries as {@code prev}. */
    public static String sha256(String line) {
        return Sha256.hex(line.getBytes(StandardCharsets.UTF_8));
    }
}
