package dev.modelgate.core.identity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.modelgate.core.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What changed between two models. Empty exactly when their canonical SHA is the same.
 *
 * @param parent where they were made from different models
 * @param config by JSON path; the path {@code $} where one of them is no object
 * @param tensors by name; {@link TensorChange} says how they differ
 * @param files by path
 */
public record BundleDiff(
        Optional<Change<CanonicalSha>> parent,
        ImmutableList<Change<JsonValue>> config,
        ImmutableList<Change<TensorEntry>> tensors,
        ImmutableList<Change<FileEntry>> files) {

    public static BundleDiff between(BundleDocument before, BundleDocument after) {
        return new BundleDiff(
                parent(before.parent(), after.parent()),
                ConfigDiff.between(before.config(), after.config()),
                entries(before.tensors(), after.tensors(), TensorEntry::name),
                entries(before.files(), after.files(), FileEntry::path));
    }

    /** True where both are one model. */
    public boolean isEmpty() {
        return parent.isEmpty() && config.isEmpty() && tensors.isEmpty() && files.isEmpty();
    }

    private static Optional<Change<CanonicalSha>> parent(Optional<CanonicalSha> before, Optional<CanonicalSha> after) {
        return before.equals(after) ? Optional.empty() : Optional.of(new Change<>("parent", before, after));
    }

    private static <T> ImmutableList<Change<T>> entries(List<T> before, List<T> after, Function<T, String> name) {
        ImmutableMap<String, T> left = Maps.uniqueIndex(before, name::apply);
        ImmutableMap<String, T> right = Maps.uniqueIndex(after, name::apply);
        return ImmutableSortedSet.copyOf(CodePoints.ORDER, Sets.union(left.keySet(), right.keySet())).stream()
                .map(key -> new Change<>(key, Optional.ofNullable(left.get(key)), Optional.ofNullable(right.get(key))))
                .filter(change -> !change.before().equals(change.after()))
                .collect(ImmutableList.toImmutableList());
    }
}
