package dev.modelgate.core.release;

import java.util.regex.Pattern;

/**
 * The branch whose rules count, by its short name: {@code main}. A name that could be read as a commit, a range or an
 * option is none, so that nobody records one thing and means another.
 */
public record BranchName(String text) {

    private static final int MAX_LENGTH = 200;
    /** What git forbids in a name, and what it would take for an option or for no branch. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "[\\p{C}\\s~^:?*\\[\\\\]|\\.\\.|//|@\\{|/\\.|\\.$|/$|\\.lock(/|$)|^[-./]|^HEAD$|^@$|^refs/|^$");

    /** @throws IllegalArgumentException where it is not the short name of a branch */
    public BranchName {
        if (text.length() > MAX_LENGTH || FORBIDDEN.matcher(text).find()) {
            throw new IllegalArgumentException(
                    ("the branch is '%s', but the short name of a branch is required, as 'main', of at most %d"
                                    + " characters; name it as 'git branch' lists it")
                            .formatted(shortened(text), MAX_LENGTH));
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_LENGTH
                ? text
                : "%s… (%d characters)".formatted(text.substring(0, 40), text.length());
    }

    @Override
    public String toString() {
        return text;
    }
}
