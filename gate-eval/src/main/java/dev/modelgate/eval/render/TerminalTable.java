package dev.modelgate.eval.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A table that fits the screen: where it is too wide, names are shortened in their middle, then the columns that can
 * best be spared are left out. Cells are given printable.
 */
final class TerminalTable {

    private static final int SHORTEST_NAME = 12;

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    /** Of each column, measured once: to measure for each cell would cost the square of the rows. */
    private final int[] widths;

    /**
     * A column.
     *
     * @param sparing the higher, the sooner it is left out; 0 never
     */
    record Column(String title, boolean numeric, int sparing) {}

    private record Row(UnaryOperator<String> style, List<String> cells) {}

    /** The second column holds the names. */
    TerminalTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.widths = new int[columns.size()];
    }

    /** @param style of the first cell */
    void row(UnaryOperator<String> style, List<String> cells) {
        rows.add(new Row(style, List.copyOf(cells)));
    }

    String text(Screen screen) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = widest(i);
        }
        List<Integer> kept = kept(screen.width());
        int spare = screen.width() - width(kept, SHORTEST_NAME);
        int names = Math.min(nameWidth(), SHORTEST_NAME + Math.max(0, spare));
        StringBuilder out = new StringBuilder();
        append(
                out,
                UnaryOperator.identity(),
                columns.stream().map(Column::title).toList(),
                kept,
                names);
        String header = screen.faint(out.toString().stripTrailing()) + "\n";
        out.setLength(0);
        rows.forEach(row -> append(out, row.style(), row.cells(), kept, names));
        return header + out;
    }

    private List<Integer> kept(int available) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            boolean empty =
                    rows.stream().allMatch(row -> row.cells().get(column).isEmpty());
            if (!empty || columns.get(i).sparing() == 0) {
                kept.add(i);
            }
        }
        while (width(kept, SHORTEST_NAME) > available) {
            int spared = kept.stream()
                    .max(java.util.Comparator.comparingInt(i -> columns.get(i).sparing()))
                    .orElseThrow();
            if (columns.get(spared).sparing() == 0) {
                break;
            }
            kept.remove(Integer.valueOf(spared));
        }
        return kept;
    }

    private int width(List<Integer> kept, int names) {
        return kept.stream()
                        .mapToInt(i -> i == 1 ? Math.min(names, nameWidth()) : width(i))
                        .sum()
                + kept.size()
                - 1;
    }

    private int nameWidth() {
        return width(1);
    }

    private int width(int column) {
        return widths[column];
    }

    private int widest(int column) {
        return Math.max(
                columns.get(column).title().length(),
                rows.stream()
                        .mapToInt(row -> length(row.cells().get(column)))
                        .max()
                        .orElse(0));
    }

    private void append(
            StringBuilder out, UnaryOperator<String> style, List<String> cells, List<Integer> kept, int names) {
        StringBuilder line = new StringBuilder();
        for (int i : kept) {
            int width = i == 1 ? names : width(i);
            String cell = i == 1 ? shortened(cells.get(i), width) : cells.get(i);
            String gap = " ".repeat(width - length(cell));
            String shown = i == 0 && !cell.isEmpty() ? style.apply(cell) : cell;
            line.append(line.length() == 0 ? "" : " ").append(columns.get(i).numeric() ? gap + shown : shown + gap);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    /** Keeps both ends: names of buckets differ at either. */
    static String shortened(String name, int width) {
        int[] points = name.codePoints().toArray();
        if (points.length <= width) {
            return name;
        }
        int tail = (width - 1) / 2;
        int head = width - 1 - tail;
        return new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
