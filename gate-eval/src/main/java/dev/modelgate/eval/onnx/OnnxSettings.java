package dev.modelgate.eval.onnx;

import dev.modelgate.eval.config.Section;
import java.util.Optional;

/**
 * How an ONNX model is run.
 *
 * @param threads that share the work of one batch
 * @param batch the most cases in one run of the model; a model with a fixed batch of 1 is asked one by one
 */
public record OnnxSettings(int threads, int batch) {

    /** One thread, whose sums come in one order whatever the machine; batches large enough to keep it busy. */
    public static final OnnxSettings DEFAULT = new OnnxSettings(1, 256);

    /** What {@code wiring.runtime} says of an ONNX model, and the default for what it does not say. */
    public static OnnxSettings of(Optional<Section> wiring) {
        return wiring.map(section -> section.knowing("kind", "threads", "batch"))
                .map(section -> new OnnxSettings(
                        section.count("threads").orElse(DEFAULT.threads()),
                        section.count("batch").orElse(DEFAULT.batch())))
                .orElse(DEFAULT);
    }

    public OnnxSettings {
        if (threads < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "threads are %d and the batch is %d, but both must be at least 1".formatted(threads, batch));
        }
    }
}
