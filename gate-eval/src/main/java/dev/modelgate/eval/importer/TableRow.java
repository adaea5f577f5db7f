package dev.modelgate.eval.importer;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** A row of a table of results, with columns of our names or of those that the user says they have. */
final class TableRow {

    /** Ours. */
    static final ImmutableList<String> COLUMNS =
            ImmutableList.of("id", "passed", "score", "buckets", "input", "expected", "output", "latency_ms");

    private final Map<String, String> cells;
    private final ImmutableMap<String, String> columns;
    private final String where;

    TableRow(Map<String, String> cells, ImmutableMap<String, String> columns, String where) {
        this.cells = cells;
        this.columns = columns;
        this.where = where;
    }

    ImportedCase read() {
        try {
            return new ImportedCase(
                    cell("id").orElseThrow(() -> missing("id")),
                    buckets(),
                    score(),
                    cell("input"),
                    cell("expected"),
                    cell("output"),
                    cell("latency_ms").map(text -> number("latency_ms", text)));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(where + ": " + e.getMessage(), e);
        }
    }

    private Score score() {
        Optional<Boolean> passed = cell("passed").map(this::passed);
        Optional<BigDecimal> score = cell("score").map(text -> number("score", text));
        if (score.isEmpty()) {
            return Score.of(passed.orElseThrow(() -> missing("passed' or 'score")));
        }
        BigDecimal value = score.get();
        BigDecimal rounded = value.setScale(Math.min(value.scale(), Score.DECIMALS), RoundingMode.HALF_EVEN);
        return new Score(rounded, passed.isPresent() ? passed : judged(rounded));
    }

    /** A score of 0 or 1 is a judgement, any other is a grade. */
    private static Optional<Boolean> judged(BigDecimal score) {
        return score.signum() == 0 || score.compareTo(BigDecimal.ONE) == 0
                ? Optional.of(score.signum() > 0)
                : Optional.empty();
    }

    private boolean passed(String text) {
        return switch (text) {
            case "true", "True", "TRUE", "1" -> true;
            case "false", "False", "FALSE", "0" -> false;
            default ->
                throw new CannotJudgeException(
                        "%s: '%s' is '%s', but true, false, 1 or 0 is required; correct the table"
                                .formatted(where, name("passed"), text));
        };
    }

    private ImmutableList<String> buckets() {
        return cell("buckets")
                .map(text -> ImmutableList.copyOf(
                        Splitter.on(';').trimResults().omitEmptyStrings().split(text)))
                .orElse(ImmutableList.of());
    }

    private BigDecimal number(String column, String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new CannotJudgeException(
                    "%s: '%s' is '%s', but a number is required; correct the table"
                            .formatted(where, name(column), text),
                    e);
        }
    }

    private Optional<String> cell(String column) {
        return Optional.ofNullable(cells.get(name(column))).filter(text -> !text.isEmpty());
    }

    private String name(String column) {
        return columns.getOrDefault(column, column);
    }

    private CannotJudgeException missing(String column) {
        return new CannotJudgeException(
                "%s: the row has nothing in column '%s', but it is required; name the column by --columns"
                        .formatted(where, columns.getOrDefault(column, column)));
    }
}
