package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * Where a model came from, as far as whoever registered it knew. The parent is not among these: it is part of the
 * identity. All texts come from outside and are escaped where they are printed.
 *
 * @param corpusDvcHash of the training data, as DVC gives it
 * @param evalSetHash of the evaluation set
 * @param code the commit that trained it
 * @param hyperparameters as the trainer names them
 * @param seed of the training
 * @param frameworks versions by name: {@code torch}, {@code 2.4.0}
 * @param imageDigest of the container it was trained in
 * @param runs the tracker's run and its parents, nearest first
 * @param registeredBy who registered it
 * @param runUrl the CI run that registered it
 */
public record LineageFacts(
        Optional<String> corpusDvcHash,
        Optional<String> evalSetHash,
        Optional<CodeState> code,
        JsonObject hyperparameters,
        Optional<String> seed,
        ImmutableMap<String, String> frameworks,
        Optional<String> imageDigest,
        ImmutableList<String> runs,
        Optional<String> registeredBy,
        Optional<String> runUrl) {

    /** Nothing is known: shown as such, never as a blank that could mean something. */
    public static final LineageFacts UNKNOWN = new LineageFacts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            JsonObject.of(ImmutableMap.of()),
            Optional.empty(),
            ImmutableMap.of(),
            Optional.empty(),
            ImmutableList.of(),
            Optional.empty(),
            Optional.empty());

    /**
     * The code a model was trained by.
     *
     * @param commit full hash
     * @param dirty true where the work tree held changes that no commit has
     */
    public record CodeState(String commit, boolean dirty) {}
}
