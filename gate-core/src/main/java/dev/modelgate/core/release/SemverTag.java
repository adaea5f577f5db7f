package dev.modelgate.core.release;

import java.util.regex.Pattern;
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

    private static final Pattern FORM = Pattern.compile("v\\d[0-9A-Za-z.+-]*");

    public SemverTag {
        if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            throw new MalformedSemverException(text);
        }
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
