package dev.modelgate.registry.artifact.oci;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.artifact.ArtifactPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A bundle in the CNCF ModelPack layout: one raw layer for each file, its path as an annotation, the canonical SHA
 * and the parent on the manifest. No clock, no host, no order of a directory goes in: the same bundle has the same
 * manifest digest everywhere.
 */
final class ModelPack {

    private static final int MAX_FILES = 10_000;
    private static final long MAX_BYTES = 64L << 30;

    private ModelPack() {}

    /** A layer for one file. */
    static Descriptor layer(ArtifactPath path, Digest digest, long size) {
        return new Descriptor(
                LayerTypes.of(path),
                digest,
                size,
                Optional.empty(),
                ImmutableMap.of(MediaTypes.FILEPATH, path.text(), MediaTypes.TITLE, path.text()));
    }

    /** The configuration, whose one required fact is what the layers hold when unpacked: as raw files, themselves. */
    static byte[] config(List<Descriptor> layers) {
        return CanonicalJson.bytes(JsonBuilder.object()
                .put("descriptor", JsonBuilder.object().build())
                .put("config", JsonBuilder.object().build())
                .put(
                        "modelfs",
                        JsonBuilder.object()
                                .put("type", "layers")
                                .putTexts(
                                        "diffIds",
                                        layers.stream()
                                                .map(layer -> layer.digest().toString())
                                                .toList())
                                .build())
                .build());
    }

    static Manifest manifest(CanonicalSha sha, Optional<CanonicalSha> parent, ImmutableList<Descriptor> layers) {
        ImmutableMap.Builder<String, String> annotations = ImmutableMap.builder();
        annotations.put(MediaTypes.CANONICAL_SHA, sha.hex());
        parent.ifPresent(it -> annotations.put(MediaTypes.PARENT, it.hex()));
        return new Manifest(
                Optional.of(MediaTypes.MODEL),
                Descriptor.of(MediaTypes.MODEL_CONFIG, config(layers)),
                layers,
                Optional.empty(),
                annotations.buildOrThrow());
    }

    /** The SHA or parent that a manifest names. */
    static Optional<CanonicalSha> sha(Manifest manifest, String annotation, String what) {
        return Optional.ofNullable(manifest.annotations().get(annotation)).map(hex -> {
            try {
                return new CanonicalSha(hex);
            } catch (IllegalArgumentException e) {
                throw new CannotJudgeException(
                        "%s: %s is '%s', but 64 lower-case hex digits are required; push the bundle again"
                                .formatted(what, annotation, Printable.line(hex)),
                        e);
            }
        });
    }

    /** A layer with the path its file is to have. */
    record Placed(ArtifactPath path, Descriptor layer) {}

    /**
     * The files of a bundle that somebody pushed.
     *
     * @throws CannotJudgeException where it is no model, too big, or in a form that is not read; names are checked
     */
    static ImmutableList<Placed> files(Manifest manifest, String what) {
        require(
                manifest.kind().equals(MediaTypes.MODEL) || manifest.kind().equals(MediaTypes.MODEL_CONFIG),
                "%s is a '%s'".formatted(what, Printable.line(manifest.kind())),
                "a model (%s) is required; name the model's own digest".formatted(MediaTypes.MODEL));
        ImmutableList<Placed> placed =
                manifest.layers().stream().map(layer -> placed(layer, what)).collect(ImmutableList.toImmutableList());
        require(!placed.isEmpty(), what + " has no layers", "a model has files; push it again");
        require(placed.size() <= MAX_FILES, what + " has " + placed.size() + " layers", MAX_FILES + " are taken");
        requireOwnPlaces(placed, what);
        long bytes = manifest.layers().stream().mapToLong(Descriptor::size).reduce(0, Math::addExact);
        require(bytes <= MAX_BYTES, "%s has %d bytes".formatted(what, bytes), MAX_BYTES + " are taken");
        return placed;
    }

    private static Placed placed(Descriptor layer, String what) {
        require(
                layer.mediaType().endsWith(".raw"),
                "%s: layer %s is of type '%s'".formatted(what, layer.digest(), Printable.line(layer.mediaType())),
                "one raw file a layer is read; push it again with raw layers");
        String path = Optional.ofNullable(layer.annotations().get(MediaTypes.FILEPATH))
                .or(() -> Optional.ofNullable(layer.annotations().get(MediaTypes.TITLE)))
                .orElse("");
        return new Placed(new ArtifactPath(path), layer);
    }

    /** Two files at one place, or one below another, would make the bundle depend on the order of its layers. */
    private static void requireOwnPlaces(List<Placed> placed, String what) {
        Set<String> files = new HashSet<>();
        for (Placed each : placed) {
            require(
                    files.add(each.path().text()),
                    "%s: the file '%s' occurs twice"
                            .formatted(what, Printable.line(each.path().text())),
                    "each has its own place; push it again");
        }
        for (Placed each : placed) {
            String path = each.path().text();
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                require(
                        !files.contains(path.substring(0, slash)),
                        "%s: '%s' lies below a file".formatted(what, Printable.line(path)),
                        "files lie in directories; push it again");
            }
        }
    }

    private static void require(boolean holds, String found, String required) {
        if (!holds) {
            throw new CannotJudgeException(found + ", but " + required);
        }
    }
}
