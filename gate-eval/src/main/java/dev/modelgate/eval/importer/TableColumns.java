package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which of a table's columns hold what: by our names in any capitals, or by those that whoever imports says. */
final class TableColumns {

    static final ImmutableList<String> OURS = ImmutableList.of(
            "id", "passed", "score", "buckets", "input", "expected", "output", "latency_ms", "cluster");

    private final ImmutableMap<String, String> theirs;

    private TableColumns(ImmutableMap<String, String> theirs) {
        this.theirs = theirs;
    }

    /**
     * Looks them up.
     *
     * @param numbered whether a row without an id has its number
     * @throws CannotJudgeException where a named one or a required one is not there: those that are
     */
    static TableColumns of(Collection<String> header, ImportChoices choices, boolean numbered, String where) {
        ImmutableMap.Builder<String, String> theirs = ImmutableMap.builder();
        for (String ours : OURS) {
            Optional<String> named = choices.column(ours);
            Optional<String> found = find(header, named.orElse(ours), where);
            if (named.isPresent() && found.isEmpty()) {
                throw new CannotJudgeException("%s: the table has no column '%s', but --columns names it; it has %s"
                        .formatted(where, named.get(), String.join(", ", header)));
            }
            found.ifPresent(column -> theirs.put(ours, column));
        }
        TableColumns columns = new TableColumns(theirs.buildOrThrow());
        columns.require(header, numbered ? List.of() : List.of("id"), where);
        columns.require(header, List.of("passed", "score"), where);
        return columns;
    }

    /** The name of that column of ours in the table. */
    Optional<String> name(String ours) {
        return Optional.ofNullable(theirs.get(ours));
    }

    private void require(Collection<String> header, List<String> oneOf, String where) {
        if (!oneOf.isEmpty() && oneOf.stream().noneMatch(theirs::containsKey)) {
            throw new CannotJudgeException(
                    "%s: the table has the columns %s, but '%s' is required; name it by --columns %s=COLUMN"
                            .formatted(where, String.join(", ", header), String.join("' or '", oneOf), oneOf.get(0)));
        }
    }

    /** The column of that very name, else of that name in other capitals. */
    private static Optional<String> find(Collection<String> header, String name, String where) {
        if (header.contains(name)) {
            return Optional.of(name);
        }
        List<String> alike = header.stream()
                .filter(column -> column.strip().equalsIgnoreCase(name))
                .toList();
        if (alike.size() > 1) {
            throw new CannotJudgeException("%s: the columns %s are all '%s', but one is required; keep one"
                    .formatted(where, String.join(", ", alike), name));
        }
        return alike.stream().findFirst();
    }
}
