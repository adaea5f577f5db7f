package dev.modelgate.eval.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Markdown table whose columns line up in a terminal too. Cells are given escaped. */
final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... header) {
        rows.add(Arrays.asList(header));
    }

    void row(String... cells) {
        rows.add(Arrays.asList(cells));
    }

    /** Header, rule and rows, each ending with a newline. */
    String text() {
        int[] widths = widths();
        StringBuilder out = new StringBuilder();
        appendRow(out, rows.get(0), widths, ' ');
        appendRow(out, rows.get(0).stream().map(cell -> "").toList(), widths, '-');
        rows.stream().skip(1).forEach(row -> appendRow(out, row, widths, ' '));
        return out.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.max(3, length(row.get(i))));
            }
        }
        return widths;
    }

    private static void appendRow(StringBuilder out, List<String> row, int[] widths, char fill) {
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            out.append(i == 0 ? "| " : " | ")
                    .append(cell)
                    .append(String.valueOf(fill).repeat(widths[i] - length(cell)));
        }
        out.append(" |\n");
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
