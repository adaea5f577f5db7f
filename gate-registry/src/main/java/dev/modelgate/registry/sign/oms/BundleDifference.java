package dev.modelgate.registry.sign.oms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** In what the files that are there differ from those that were signed. */
final class BundleDifference {

    private static final int SHOWN = 3;

    private final Map<String, String> signed;
    private final Map<String, String> found;

    private BundleDifference(Map<String, String> signed, Map<String, String> found) {
        this.signed = signed;
        this.found = found;
    }

    /** The difference in words; empty where there is none. Both map paths to digests. */
    static Optional<String> between(Map<String, String> signed, Map<String, String> found) {
        BundleDifference difference = new BundleDifference(signed, found);
        String clauses = String.join(", ", difference.clauses());
        return clauses.isEmpty() ? Optional.empty() : Optional.of(clauses);
    }

    private List<String> clauses() {
        List<String> clauses = new ArrayList<>();
        name("changed since it was signed", signed, path -> found.containsKey(path) && !isEqual(path), clauses);
        name("missing", signed, path -> !found.containsKey(path), clauses);
        name("not signed", found, path -> !signed.containsKey(path) && !GitFiles.contain(path), clauses);
        return clauses;
    }

    private boolean isEqual(String path) {
        return Optional.ofNullable(signed.get(path)).equals(Optional.ofNullable(found.get(path)));
    }

    private static void name(
            String what, Map<String, String> paths, Predicate<String> concerned, List<String> clauses) {
        List<String> names = paths.keySet().stream().filter(concerned).toList();
        if (names.isEmpty()) {
            return;
        }
        Stream<String> shown = names.stream().limit(SHOWN).map(name -> "'" + name + "'");
        String list = String.join(", ", shown.toList());
        String more = names.size() > SHOWN ? " and %d more".formatted(names.size() - SHOWN) : "";
        clauses.add("%s%s %s %s".formatted(list, more, names.size() == 1 ? "is" : "are", what));
    }
}
