package dev.modelgate.core.policy.bucket;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A bucket's name, or a pattern of names: {@code *} stands for any characters, {@code ?} for one. Everything else is
 * itself; dots are not special, for bucket names are full of them.
 */
public final class Glob {

    private final String text;
    private final Pattern pattern;

    private Glob(String text) {
        this.text = text;
        this.pattern = Pattern.compile(
                text.codePoints().mapToObj(Glob::translated).collect(Collectors.joining()), Pattern.DOTALL);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException for an empty one, which could only match an empty name
     */
    public static Glob of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a bucket pattern is empty, but a name or a pattern is required");
        }
        return new Glob(text);
    }

    private static String translated(int codePoint) {
        return switch (codePoint) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(codePoint));
        };
    }

    public boolean matches(String bucket) {
        return pattern.matcher(bucket).matches();
    }

    /** True where it can only mean one name. */
    public boolean isName() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
