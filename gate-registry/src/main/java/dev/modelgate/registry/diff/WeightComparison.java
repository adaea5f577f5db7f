package dev.modelgate.registry.diff;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDiff;
import dev.modelgate.core.identity.Change;
import dev.modelgate.core.identity.TensorChange;
import dev.modelgate.core.identity.TensorEntry;
import dev.modelgate.registry.bundle.AllCores;
import dev.modelgate.registry.bundle.BundleTensors;
import dev.modelgate.registry.bundle.ReadCounter;
import dev.modelgate.registry.bundle.ReadProgress;
import dev.modelgate.registry.bundle.StoredTensor;
import java.nio.file.Path;
import java.util.Optional;

/** Measures, in constant memory and on all cores, how far the tensors that two models share have moved. */
public final class WeightComparison {

    private final ImmutableMap<String, StoredTensor> before;
    private final ImmutableMap<String, StoredTensor> after;

    private WeightComparison(Path before, Path after) {
        this.before = BundleTensors.of(before);
        this.after = BundleTensors.of(after);
    }

    /**
     * Measures each tensor that the diff names as {@link TensorChange#CHANGED}: same element type, same shape, other
     * bytes.
     *
     * @param before the bundle of the first model; that it is that model, the caller has verified
     * @param after the bundle of the second model
     * @return by name, in the order of the diff
     * @throws CannotJudgeException where a bundle cannot be read or does not hold a tensor as the diff describes it
     */
    public static ImmutableMap<String, TensorDifference> measure(
            BundleDiff diff, Path before, Path after, ReadProgress progress) {
        ImmutableList<Change<TensorEntry>> changed = diff.tensors().stream()
                .filter(change -> TensorChange.of(change) == TensorChange.CHANGED)
                .collect(ImmutableList.toImmutableList());
        if (changed.isEmpty()) {
            return ImmutableMap.of();
        }
        return new WeightComparison(before, after).measure(changed, progress);
    }

    private ImmutableMap<String, TensorDifference> measure(
            ImmutableList<Change<TensorEntry>> changed, ReadProgress progress) {
        ImmutableList<TensorPair> pairs = changed.stream().map(this::pair).collect(ImmutableList.toImmutableList());
        long total = pairs.stream().mapToLong(TensorPair::bytesToRead).sum();
        ReadCounter counter = new ReadCounter(progress, total);
        ImmutableList<TensorDifference> differences =
                AllCores.map(pairs, TensorPair::bytesToRead, pair -> pair.measure(counter));
        ImmutableMap.Builder<String, TensorDifference> byName = ImmutableMap.builder();
        for (int i = 0; i < pairs.size(); i++) {
            byName.put(changed.get(i).name(), differences.get(i));
        }
        return byName.buildOrThrow();
    }

    private TensorPair pair(Change<TensorEntry> change) {
        return new TensorPair(
                stored(before, change.before().orElseThrow()),
                stored(after, change.after().orElseThrow()));
    }

    private static StoredTensor stored(ImmutableMap<String, StoredTensor> bundle, TensorEntry entry) {
        return Optional.ofNullable(bundle.get(entry.name()))
                .filter(tensor ->
                        tensor.dtype() == entry.dtype() && tensor.shape().equals(entry.shape()))
                .orElseThrow(() -> new CannotJudgeException(
                        "the tensor '%s' is not in the bundle as its identity says; verify the artifact"
                                .formatted(entry.name())));
    }
}
