package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.lineage.DatasetInput;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * @param imageDigest of the container image that belongs to it: the one it was trained in, or is served from
 * @param origin where its bytes were taken from, and what was told of them there
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
        Origin origin,
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
            Origin.LOCAL,
            Optional.empty(),
            Optional.empty());

    private static final Pattern IMAGE = Pattern.compile("sha256:[0-9a-f]{64}");

    /**
     * The same, and the container image that belongs to the model.
     *
     * @throws IllegalArgumentException where that is no digest: a tag names another image tomorrow
     */
    public LineageFacts inImage(String digest) {
        if (!IMAGE.matcher(digest).matches()) {
            throw new IllegalArgumentException(
                    "the image is '%s', but a digest is required, 'sha256:' and 64 hexadecimal digits; a tag may move"
                            .formatted(digest));
        }
        return new LineageFacts(
                corpusDvcHash,
                evalSetHash,
                code,
                hyperparameters,
                seed,
                frameworks,
                Optional.of(digest),
                origin,
                registeredBy,
                runUrl);
    }

    /**
     * The code a model was trained by.
     *
     * @param commit full hash
     * @param dirty true where the work tree held changes that no commit has; empty where nobody says
     */
    public record CodeState(String commit, Optional<Boolean> dirty) {}

    /**
     * Where a model's bytes were taken from.
     *
     * @param source {@code mlflow:RUN at ADDRESS}, {@code oci:…@sha256:…}; empty for a local directory
     * @param runs the tracker's run and its parents, nearest first
     * @param missingRun the parent that the last run names and the tracker does not have
     * @param datasets the data sets that went into those runs
     */
    public record Origin(
            Optional<String> source,
            ImmutableList<String> runs,
            Optional<String> missingRun,
            ImmutableList<DatasetInput> datasets) {

        /** A directory of this machine, of which no tracker tells. */
        public static final Origin LOCAL =
                new Origin(Optional.empty(), ImmutableList.of(), Optional.empty(), ImmutableList.of());
    }
}
