package dev.modelgate.core.evidence;

/** What one answer consumed, as the runtime reports it. */
public record Usage(long inputTokens, long outputTokens) {

    public Usage {
        if (inputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException("token counts are %d in and %d out, but they must not be negative"
                    .formatted(inputTokens, outputTokens));
        }
    }
}
