package dev.modelgate.eval.render;

import java.util.Locale;

/** Text from outside made harmless for a terminal: what would move the cursor or reorder text is shown as its code. */
public final class Printable {

    private static final int LONGEST_BLOCK = 4_000;

    private Printable() {}

    /** One line without control, format and unassigned characters; those appear as {@code \}{@code u001b}. */
    public static String line(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    /** The same over several lines: line ends and tabs stay, and a text beyond all reading is cut with a word on it. */
    public static String block(String text) {
        StringBuilder out = new StringBuilder();
        int[] points = text.codePoints().limit(LONGEST_BLOCK + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST_BLOCK); i++) {
            if (points[i] == '\n' || points[i] == '\t') {
                out.appendCodePoint(points[i]);
            } else {
                append(out, points[i]);
            }
        }
        return points.length <= LONGEST_BLOCK
                ? out.toString()
                : out.append(" … (cut here)").toString();
    }

    private static void append(StringBuilder out, int codePoint) {
        if (isHarmless(codePoint)) {
            out.appendCodePoint(codePoint);
        } else if (Character.isBmpCodePoint(codePoint)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
        } else {
            out.append(String.format(Locale.ROOT, "\\U%08x", codePoint));
        }
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
