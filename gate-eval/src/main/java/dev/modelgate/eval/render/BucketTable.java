package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.eval.render.TerminalTable.Column;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The buckets of one report, for a terminal: the worst first, for that is where a person looks. */
public final class BucketTable {

    /** A screen's worth; the report has the rest. */
    private static final int MOST_ROWS = 30;

    private static final List<Column> COLUMNS = List.of(
            new Column("accuracy", true, 0),
            new Column("bucket", false, 0),
            new Column("correct", true, 1),
            new Column("n", true, 2));

    private BucketTable() {}

    /** One line a bucket: accuracy in percent, name, correct of all; what is left out is counted. */
    public static String worstFirst(List<Bucket> buckets, Screen screen) {
        TerminalTable table = new TerminalTable(COLUMNS);
        buckets.stream()
                .sorted(Comparator.comparing(Bucket::accuracy).thenComparing(Bucket::name))
                .limit(MOST_ROWS)
                .forEach(bucket -> table.row(UnaryOperator.identity(), cells(bucket)));
        int more = buckets.size() - MOST_ROWS;
        return table.text(screen) + (more > 0 ? "... " + more + " better ones are in the report\n" : "");
    }

    private static List<String> cells(Bucket bucket) {
        return List.of(
                Figures.percent(bucket.accuracy(), 2) + " %",
                Printable.line(bucket.name()),
                count(bucket.correct()),
                count(bucket.n()));
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }
}
