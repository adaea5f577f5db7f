package dev.modelgate.eval.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Longs;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whether what a codec produces and reads is what a model declares, in words that name the one that differs. */
final class InputFit {

    private static final long DYNAMIC = -1;

    /** {@code model.onnx and the codec 'tutor'}: the two that must fit. */
    private final String pair;

    private final ImmutableMap<String, NodeInfo> declared;
    private final ImmutableSet<String> outputs;

    InputFit(String model, String codec, Map<String, NodeInfo> declared, Set<String> outputs) {
        this.pair = "%s does not fit the codec '%s': ".formatted(model, codec);
        this.declared = ImmutableMap.copyOf(declared);
        this.outputs = ImmutableSet.copyOf(outputs);
    }

    /**
     * The outputs to take: those that the codec reads, or all where it names none.
     *
     * @throws CannotJudgeException where the model does not give one of them
     */
    ImmutableSet<String> outputs(ImmutableSet<String> read) {
        if (!outputs.containsAll(read)) {
            throw misfit("the model's outputs are %s, but the codec reads %s"
                    .formatted(ImmutableSortedSet.copyOf(outputs), ImmutableSortedSet.copyOf(read)));
        }
        return read.isEmpty() ? outputs : read;
    }

    /** The most cases that the declared shapes admit at once, up to {@code wanted}. */
    int maxBatch(int wanted) {
        boolean single = declared.values().stream()
                .map(NodeInfo::getInfo)
                .anyMatch(info ->
                        info instanceof TensorInfo tensor && tensor.getShape().length > 0 && tensor.getShape()[0] == 1);
        return single ? 1 : wanted;
    }

    /**
     * Checks one batch of so many texts.
     *
     * @throws CannotJudgeException where an input lacks or is one too many, or its type or shape is another
     */
    void require(ImmutableMap<String, Tensor> produced, int batch) {
        Set<String> names = declared.keySet();
        if (!names.equals(produced.keySet())) {
            throw misfit("the model's inputs are %s, but the codec produces %s"
                    .formatted(ImmutableSortedSet.copyOf(names), ImmutableSortedSet.copyOf(produced.keySet())));
        }
        declared.forEach((name, node) -> {
            Tensor tensor = Objects.requireNonNull(produced.get(name));
            requireInput(name, node.getInfo(), tensor, batch);
        });
    }

    private void requireInput(String name, ValueInfo input, Tensor tensor, int batch) {
        if (!(input instanceof TensorInfo info)) {
            throw misfit("the model's input '%s' is no tensor, but the codec produces one".formatted(name));
        }
        if (info.type != type(tensor)) {
            throw misfit("the model's input '%s' is of type %s, but the codec produces %s"
                    .formatted(name, info.type, type(tensor)));
        }
        if (!admits(info.getShape(), tensor.shape().asList())) {
            throw misfit("the model's input '%s' has the shape %s, but the codec produces %s"
                    .formatted(name, shape(Longs.asList(info.getShape())), tensor.shape()));
        }
        if (tensor.shape().isEmpty() || tensor.shape().get(0) != batch) {
            throw misfit("for %d texts the codec produces '%s' with the shape %s, but its first dimension must be %d"
                    .formatted(batch, name, tensor.shape(), batch));
        }
    }

    private static boolean admits(long[] declared, List<Long> produced) {
        if (declared.length != produced.size()) {
            return false;
        }
        for (int i = 0; i < declared.length; i++) {
            if (declared[i] != DYNAMIC && declared[i] != produced.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static OnnxJavaType type(Tensor tensor) {
        return tensor instanceof Tensor.OfLongs ? OnnxJavaType.INT64 : OnnxJavaType.FLOAT;
    }

    private static ImmutableList<String> shape(List<Long> dimensions) {
        return dimensions.stream()
                .map(dimension -> dimension == DYNAMIC ? "any" : dimension.toString())
                .collect(ImmutableList.toImmutableList());
    }

    private CannotJudgeException misfit(String what) {
        return new CannotJudgeException(
                pair + what + "; name the codec made for this model, or export the model for this codec");
    }
}
