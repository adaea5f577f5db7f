package dev.modelgate.core.json;

import java.util.Locale;

/**
 * Strings as JSON text: the shortest escapes that RFC 8259 allows, which are also those of RFC 8785. A lone surrogate,
 * which RFC 8785 forbids and UTF-8 cannot hold, is escaped, so that a model's broken output is kept as it was.
 */
final class JsonText {

    private JsonText() {}

    /** Appends what stands for itself in whole runs: character by character is slow in code that runs a few times. */
    static void appendQuoted(StringBuilder out, String text) {
        char[] chars = text.toCharArray();
        out.append('"');
        int appended = 0;
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c >= ' ' && c < Character.MIN_SURROGATE && c != '"' && c != '\\') {
                continue;
            }
            if (isPair(chars, i)) {
                i++;
                continue;
            }
            out.append(text.substring(appended, i));
            if (Character.isSurrogate(c)) {
                appendCode(out, c);
            } else {
                appendEscaped(out, c);
            }
            appended = i + 1;
        }
        out.append(text.substring(appended)).append('"');
    }

    static void appendEscaped(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20) {
                    appendCode(out, c);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private static void appendCode(StringBuilder out, char c) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }

    private static boolean isPair(char[] chars, int at) {
        return Character.isHighSurrogate(chars[at]) && at + 1 < chars.length && Character.isLowSurrogate(chars[at + 1]);
    }

    /** A lone surrogate has no UTF-8 form: encoding it would silently make another text. */
    static void requirePairedSurrogates(String text, JsonValue.Place place) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c < Character.MIN_SURROGATE) {
                continue;
            }
            if (isPair(chars, i)) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new UncanonicalJsonException(
                        place,
                        "a string holds the lone surrogate \\u%04x, which no UTF-8 text can; write the whole character"
                                .formatted((int) c));
            }
        }
    }
}
