package dev.modelgate.registry.artifact.oci;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.eval.render.Printable;
import java.util.regex.Pattern;

/** The name of content in a registry: {@code sha256:} and 64 lower-case hex digits. No other algorithm is taken. */
public record Digest(String hex) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    public Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new CannotJudgeException(
                    "the digest is 'sha256:%s', but 64 lower-case hex digits are required; copy it again"
                            .formatted(Printable.line(hex)));
        }
    }

    public static Digest of(byte[] bytes) {
        return new Digest(Sha256.hex(bytes));
    }

    /** Reads {@code sha256:…}. */
    public static Digest parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new CannotJudgeException(
                    "the digest is '%s', but sha256: and 64 hex digits are required; push with SHA-256"
                            .formatted(Printable.line(text)));
        }
        return new Digest(text.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
