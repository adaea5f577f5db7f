package dev.modelgate.eval.importer;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a table of results, a case each. A row without a score is a case that could not be measured. */
final class TableRows {

    private static final String SEVERAL = ";";

    private final ImportChoices choices;
    private final ImportedCases.Builder cases;
    private final boolean numbered;
    private @Nullable TableColumns columns;
    private int count;

    TableRows(ImportChoices choices, ImportedCases.Builder cases) {
        this(choices, cases, false);
    }

    private TableRows(ImportChoices choices, ImportedCases.Builder cases, boolean numbered) {
        this.choices = choices;
        this.cases = cases;
        this.numbered = numbered;
    }

    /** Of a table whose rows may have no id but their number. */
    static TableRows numbered(ImportChoices choices, ImportedCases.Builder cases) {
        return new TableRows(choices, cases, true);
    }

    /** A value as a cell has it: nothing is empty, and a list has {@code ;} between its items. */
    static String cell(JsonValue value) {
        if (value instanceof JsonArray list) {
            return list.items().stream().map(TableRows::cell).collect(Collectors.joining(SEVERAL));
        }
        return value instanceof JsonNull ? "" : Walk.shown(value);
    }

    /**
     * Takes a row.
     *
     * @param cells of every column, empty where it has nothing
     * @param where for messages
     */
    void accept(Map<String, String> cells, String where) {
        TableColumns known = columns == null ? TableColumns.of(cells.keySet(), choices, numbered, where) : columns;
        columns = known;
        count++;
        try {
            new Row(cells, known, where).readInto(cases);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(where + ": " + e.getMessage(), e);
        }
    }

    /** A score as a table or a log writes it: a number, or a truth. */
    static Optional<Score> score(String text) {
        Optional<Boolean> truth = truth(text);
        if (truth.isPresent()) {
            return truth.map(Score::of);
        }
        return decimal(text).map(value -> {
            BigDecimal rounded = value.setScale(Math.min(value.scale(), Score.DECIMALS), RoundingMode.HALF_EVEN);
            return new Score(rounded, Optional.empty());
        });
    }

    /** A score of 0 or 1 is a judgement, any other is a grade. */
    private static Optional<Boolean> truth(String text) {
        return switch (text.strip()) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default ->
                decimal(text)
                        .filter(value -> value.signum() == 0 || value.compareTo(BigDecimal.ONE) == 0)
                        .map(value -> value.signum() > 0);
        };
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** One of them. */
    private final class Row {

        private final Map<String, String> cells;
        private final TableColumns known;
        private final String where;

        Row(Map<String, String> cells, TableColumns known, String where) {
            this.cells = cells;
            this.known = known;
            this.where = where;
        }

        void readInto(ImportedCases.Builder cases) {
            Question question = new Question(id(), cell("input"), cell("expected"));
            Optional<Score> score = score();
            if (score.isEmpty()) {
                cases.error(question, "the table has no score for it");
                return;
            }
            cases.add(
                    new ImportedCase(
                            question,
                            cell("buckets").map(this::several).orElse(ImmutableList.of()),
                            score.get(),
                            cell("output"),
                            cell("latency_ms").map(text -> decimal(text).orElseThrow(() -> wrong("latency_ms", text))),
                            cell("cluster")),
                    fields());
        }

        private String id() {
            if (numbered && known.name("id").isEmpty()) {
                return "row " + count;
            }
            return cell("id")
                    .orElseThrow(() -> new CannotJudgeException(
                            "%s: the row has nothing in column '%s', but it is required; give every row one"
                                    .formatted(where, known.name("id").orElse("id"))));
        }

        private Optional<Score> score() {
            Optional<Boolean> passed = cell("passed").map(text -> truth(text).orElseThrow(() -> notTruth(text)));
            Optional<Score> score =
                    cell("score").map(text -> TableRows.score(text).orElseThrow(() -> wrong("score", text)));
            return score.map(found -> passed.isPresent() ? new Score(found.value(), passed) : found)
                    .or(() -> passed.map(Score::of));
        }

        private CaseFields fields() {
            CaseFields fields = new CaseFields();
            cells.forEach((column, text) -> fields.add(column, several(text)));
            return fields;
        }

        private ImmutableList<String> several(String text) {
            return ImmutableList.copyOf(
                    Splitter.on(SEVERAL).trimResults().omitEmptyStrings().split(text));
        }

        private Optional<String> cell(String ours) {
            return known.name(ours)
                    .flatMap(column -> Optional.ofNullable(cells.get(column)))
                    .filter(text -> !text.isEmpty());
        }

        private CannotJudgeException notTruth(String text) {
            return new CannotJudgeException("%s: '%s' is '%s', but true, false, 1 or 0 is required; correct the table"
                    .formatted(where, known.name("passed").orElse("passed"), text));
        }

        private CannotJudgeException wrong(String ours, String text) {
            return new CannotJudgeException("%s: '%s' is '%s', but a number is required; %s"
                    .formatted(
                            where,
                            known.name(ours).orElse(ours),
                            text,
                            text.matches("\\s*-?\\d*,\\d+\\s*")
                                    ? "write it with a decimal point"
                                    : "correct the table"));
        }
    }
}
