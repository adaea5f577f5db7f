package dev.modelgate.core.release;

import java.util.regex.Pattern;

/**
 * The version under which a model was promoted, as it is stored: with {@code v}, {@code v0.3.1}.
 *
 * @param text a semantic version 2.0.0 behind one {@code v}, at most {@value #MAX_LENGTH} characters
 */
public record SemverTag(String text) {

    /** Longer versions do not fit where tags are copied to. */
    public static final int MAX_LENGTH = 128;

    private static final String NUMBER = "(?:0|[1-9]\\d*)";
    private static final String PRERELEASE = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
    private static final Pattern FORM = Pattern.compile("v" + NUMBER + "\\." + NUMBER + "\\." + NUMBER //
            + "(?:-" + PRERELEASE + "(?:\\." + PRERELEASE + ")*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

    public SemverTag {
        if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            throw new MalformedSemverException(text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
