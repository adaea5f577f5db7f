package dev.modelgate.core.identity;

import java.util.Comparator;

/** Text order by Unicode code point. {@code String.compareTo} differs above U+FFFF, and so would the identity. */
public final class CodePoints {

    public static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    private static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Moves surrogates, which stand for U+10000 and above, behind U+E000 to U+FFFF. */
    private static char rank(char unit) {
        if (Character.isSurrogate(unit)) {
            return (char) (unit + 0x2000);
        }
        return unit >= 0xE000 ? (char) (unit - 0x800) : unit;
    }
}
