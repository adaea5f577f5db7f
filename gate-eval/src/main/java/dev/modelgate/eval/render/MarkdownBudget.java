package dev.modelgate.eval.render;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Text that may grow to so many bytes and no further; what does not fit is left out whole, and counted. */
final class MarkdownBudget {

    /** For the line that says how many rows were left out. */
    private static final int NOTE = 100;

    private final StringBuilder out = new StringBuilder();
    private int left;

    MarkdownBudget(int bytes) {
        this.left = bytes;
    }

    /** Keeps room for what comes last. */
    void reserve(String last) {
        left -= bytes(last);
    }

    void add(String text) {
        int bytes = bytes(text);
        if (bytes <= left) {
            out.append(text);
            left -= bytes;
        }
    }

    /** A table with as many of its rows as fit; nothing where not even one does. */
    <T> void table(String head, List<T> items, Function<T, String> row, String foot) {
        int room = left - bytes(head) - bytes(foot) - NOTE;
        StringBuilder rows = new StringBuilder();
        int shown = 0;
        for (T item : items) {
            String line = row.apply(item);
            room -= bytes(line);
            if (room < 0) {
                break;
            }
            rows.append(line);
            shown++;
        }
        if (shown > 0) {
            add(head + rows + note(items.size() - shown) + foot);
        }
    }

    private static String note(int omitted) {
        return omitted == 0 ? "" : "\n" + Figures.count(omitted) + " more do not fit a comment; see the HTML report.\n";
    }

    /** All of it, with what the room was kept for. */
    String finish(String last) {
        return out.append(last).toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
