package dev.modelgate.core.identity;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a model is, as {@code canonical-sha/1} writes it: weights, configuration, behaviour-bearing files, parent.
 * Two bundles with equal documents are the same model, however they were serialised.
 *
 * @param config the value of {@code config.json}, JSON {@code null} where there is none
 */
public record BundleDocument(
        Optional<CanonicalSha> parent,
        JsonValue config,
        ImmutableList<TensorEntry> tensors,
        ImmutableList<FileEntry> files) {

    public static final String SCHEMA = "canonical-sha/1";

    /** Sorts tensors by name and files by path. */
    public BundleDocument {
        if (tensors.isEmpty() && files.isEmpty()) {
            throw new IllegalArgumentException("the bundle has no tensors and no behaviour-bearing files, so it has no"
                    + " identity; name the directory that holds the model");
        }
        tensors = sorted(tensors, Comparator.comparing(TensorEntry::name, CodePoints.ORDER));
        files = sorted(files, Comparator.comparing(FileEntry::path, CodePoints.ORDER));
    }

    /** The document's bytes: RFC 8785, UTF-8, without a final newline. */
    public byte[] bytes() {
        return CanonicalJson.bytes(json());
    }

    public CanonicalSha sha() {
        return new CanonicalSha(Sha256.hex(bytes()));
    }

    /** The identity of the content whatever the parent: what a quarantine holds for. */
    public CanonicalSha contentSha() {
        return withParent(Optional.empty()).sha();
    }

    /** In bytes; see {@link ContentSize}. */
    public BigInteger size() {
        return ContentSize.of(json());
    }

    public BundleDocument withParent(Optional<CanonicalSha> other) {
        return new BundleDocument(other, config, tensors, files);
    }

    public JsonObject json() {
        return JsonBuilder.object()
                .put("schema", SCHEMA)
                .putOrNull("parent", parent.map(CanonicalSha::hex))
                .put("config", config)
                .put(
                        "tensors",
                        JsonArray.of(tensors.stream().map(BundleDocument::json).toList()))
                .put(
                        "files",
                        JsonArray.of(files.stream().map(BundleDocument::json).toList()))
                .build();
    }

    private static JsonObject json(TensorEntry tensor) {
        return JsonBuilder.object()
                .put("name", tensor.name())
                .put("dtype", tensor.dtype().name())
                .put(
                        "shape",
                        JsonArray.of(tensor.shape().stream().map(JsonNumber::of).toList()))
                .put("sha256", tensor.sha256())
                .build();
    }

    private static JsonObject json(FileEntry file) {
        return JsonBuilder.object()
                .put("path", file.path())
                .put("size", file.size())
                .put("sha256", file.sha256())
                .build();
    }

    private static <T> ImmutableList<T> sorted(List<T> items, Comparator<T> order) {
        return ImmutableList.sortedCopyOf(order, items);
    }
}
