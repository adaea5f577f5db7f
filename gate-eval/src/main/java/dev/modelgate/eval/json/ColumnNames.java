package dev.modelgate.eval.json;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.List;

/**
 * Names of a table's columns. A spreadsheet and its users write {@code ID} or {@code Input}; a column is found by our name
 * in any capitals, unless another has the very name.
 */
public final class ColumnNames {

    private ColumnNames() {}

    /**
     * The header with our names where a column has one of them in other capitals. Two such columns both get it, so that
     * whoever demands names of their own finds them.
     */
    public static ImmutableList<String> of(List<String> header, Collection<String> known) {
        List<String> names = header.stream().map(String::strip).toList();
        return names.stream()
                .map(name -> known.stream()
                        .filter(ours -> ours.equalsIgnoreCase(name) && !names.contains(ours))
                        .findFirst()
                        .orElse(name))
                .collect(ImmutableList.toImmutableList());
    }
}
