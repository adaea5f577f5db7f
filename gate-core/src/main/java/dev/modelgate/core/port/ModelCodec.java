package dev.modelgate.core.port;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * How text becomes a model's input and its output becomes text. Found by {@link java.util.ServiceLoader}, in the
 * jar that the wiring names: the gate knows no model's alphabet.
 */
public interface ModelCodec {

    /** The name by which the wiring chooses it. */
    String name();

    /**
     * Prepares for one model.
     *
     * @param config the value of the bundle's {@code config.json}
     * @throws IllegalArgumentException where the configuration is not of the kind this codec understands: what is
     *     found, what is required
     */
    Session open(JsonValue config);

    /** A codec bound to one model; safe for use by several threads. */
    interface Session {
        /**
         * The inputs of one batch by input name; the first dimension of each is the batch.
         *
         * @throws IllegalArgumentException where a text is not of the form this model takes
         */
        ImmutableMap<String, Tensor> encode(List<String> texts);

        /**
         * The outputs that {@link #decode} reads; empty for all of them. A model that gives its logits beside its answer
         * runs faster where they need not be handed over.
         */
        default ImmutableSet<String> outputs() {
            return ImmutableSet.of();
        }

        /** The texts of one batch, in order, from the model's outputs by output name. */
        List<String> decode(ImmutableMap<String, Tensor> outputs);

        /**
         * The text that comes back when this text is turned into ids and those into text again: the same, unless the
         * alphabet cannot hold it. Absent where the codec knows no such way back.
         */
        default Optional<String> roundTrip(String text) {
            return Optional.empty();
        }
    }
}
