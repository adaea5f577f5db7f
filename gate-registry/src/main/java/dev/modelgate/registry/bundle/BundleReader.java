package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.UncanonicalJsonException;
import dev.modelgate.eval.json.JsonReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a bundle into its canonical document, by {@code spec/canonical-sha.md}. Memory does not grow with the size
 * of the files; tensors and files are hashed on all cores.
 */
public final class BundleReader {

    private static final String CONFIG = "config.json";

    private BundleReader() {}

    /**
     * Reads a bundle.
     *
     * @param progress told of every piece of bytes hashed
     * @throws CannotJudgeException where the directory is no bundle, or changes while it is read: which file and why
     */
    public static BundleDocument read(Path directory, Optional<CanonicalSha> parent, HashProgress progress) {
        List<BundleFile> files = BundleFiles.list(directory);
        List<BundleFile> tensorFiles = only(files, BundleFile.Kind.TENSORS);
        List<BundleFile> otherFiles = only(files, BundleFile.Kind.FILE);
        JsonValue config = config(files);
        ImmutableList<Span> tensorSpans = tensorSpans(tensorFiles);
        ImmutableList<Span> fileSpans = otherFiles.stream().map(Span::whole).collect(ImmutableList.toImmutableList());
        if (tensorSpans.isEmpty() && fileSpans.isEmpty()) {
            throw new CannotJudgeException(
                    "%s holds no tensors and no behaviour-bearing files, so it has no identity;".formatted(directory)
                            + " name the directory that holds the model");
        }
        Map<Span, String> hashes = SpanHasher.hash(
                ImmutableList.<Span>builder()
                        .addAll(tensorSpans)
                        .addAll(fileSpans)
                        .build(),
                progress);
        files.forEach(BundleFile::requireUnchanged);
        return new BundleDocument(
                parent,
                config,
                tensorSpans.stream()
                        .map(span -> span.tensor().orElseThrow().entry(hash(hashes, span)))
                        .collect(ImmutableList.toImmutableList()),
                fileSpans.stream()
                        .map(span -> new FileEntry(span.file().path(), span.length(), hash(hashes, span)))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** Reads a bundle without a watcher. */
    public static BundleDocument read(Path directory, Optional<CanonicalSha> parent) {
        return read(directory, parent, HashProgress.NONE);
    }

    private static String hash(Map<Span, String> hashes, Span span) {
        return Optional.ofNullable(hashes.get(span)).orElseThrow();
    }

    private static List<BundleFile> only(List<BundleFile> files, BundleFile.Kind kind) {
        return files.stream().filter(file -> file.kind() == kind).toList();
    }

    private static ImmutableList<Span> tensorSpans(List<BundleFile> files) {
        ImmutableList.Builder<Span> spans = ImmutableList.builder();
        Map<String, BundleFile> owners = new HashMap<>();
        for (BundleFile file : files) {
            SafetensorsHeader header = SafetensorsHeader.read(file);
            for (TensorHeader tensor : header.tensors()) {
                BundleFile owner = owners.putIfAbsent(tensor.name(), file);
                if (owner != null) {
                    throw new CannotJudgeException(
                            "%s: tensor '%s' is also in %s; a bundle holds each tensor once, remove one"
                                    .formatted(file.path(), tensor.name(), owner.path()));
                }
                spans.add(Span.of(file, header.dataOffset(), tensor));
            }
        }
        return spans.build();
    }

    private static JsonValue config(List<BundleFile> files) {
        Optional<BundleFile> file = only(files, BundleFile.Kind.CONFIG).stream().findFirst();
        if (file.isEmpty()) {
            return JsonNull.NULL;
        }
        JsonValue config = JsonReader.read(file.get().real());
        try {
            CanonicalJson.bytes(config);
            return config;
        } catch (UncanonicalJsonException e) {
            throw new CannotJudgeException("%s%s: %s".formatted(CONFIG, e.place(), e.getMessage()), e);
        }
    }
}
