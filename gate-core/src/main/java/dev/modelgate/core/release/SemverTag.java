package dev.modelgate.core.release;

import org.jspecify.annotations.Nullable;

/**
 * The version under which a model was promoted, as it is stored: with {@code v}, {@code v0.3.1}.
 *
 * @param text a semantic version behind one {@code v}; whoever takes one from outside checks that it is one, here only
 *     what could not be a file's or a tag's name is refused
 */
public record SemverTag(String text) {

    /** Longer versions do not fit where tags are copied to. */
    public static final int MAX_LENGTH = 128;

    public SemverTag {
        if (text.length() < 2 || text.length() > MAX_LENGTH || !isNamable(text)) {
            throw new MalformedSemverException(text);
        }
    }

    private static boolean isNamable(String text) {
        boolean allowed = text.charAt(0) == 'v' && isDigit(text.charAt(1));
        for (int i = 2; allowed && i < text.length(); i++) {
            char each = text.charAt(i);
            allowed = isDigit(each) || isLetter(each) || ".+-".indexOf(each) >= 0;
        }
        return allowed;
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }

    private static boolean isLetter(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
    }

    /** As a record's own: but that one is spun at run time, which a short command waits for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SemverTag that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
