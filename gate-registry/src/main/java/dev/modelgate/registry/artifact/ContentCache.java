package dev.modelgate.registry.artifact;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.lineage.RunLineage;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.registry.file.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was fetched before: {@code sources/} leads from where something came from to its canonical SHA,
 * {@code bundles/} holds the bytes of that SHA. Nothing in it is trusted: a user verifies bytes each time.
 */
public final class ContentCache {

    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);
    private static final String SCHEMA = "modelgate.cached-source/v1";
    private static final String SOURCES = "sources";

    private final Path root;
    private final BundleShelf shelf;

    public ContentCache(Path root) {
        this.root = root;
        this.shelf = new BundleShelf(root.resolve("bundles"));
    }

    /** The cache of this user: in {@code XDG_CACHE_HOME}, else {@code ~/.cache}. */
    public static ContentCache of(Map<String, String> environment) {
        String home = Optional.ofNullable(environment.get("HOME")).orElseGet(() -> System.getProperty("user.home"));
        Path caches = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(text -> !text.isEmpty())
                .map(InputFiles::path)
                .orElseGet(() -> InputFiles.path(home).resolve(".cache"));
        return new ContentCache(caches.resolve("modelgate"));
    }

    /** The bytes, by canonical SHA. */
    public BundleShelf shelf() {
        return shelf;
    }

    /**
     * What a source led to.
     *
     * @param sha what its bytes hashed to
     * @param lineage what its tracker told of it
     */
    public record Known(CanonicalSha sha, Optional<RunLineage> lineage) {}

    /** What that source led to before; empty also where the note of it cannot be read, since it can be had again. */
    public Optional<Known> known(String source) {
        return read(
                source,
                (json, what) -> new Known(
                        new CanonicalSha(JsonShape.text(JsonShape.required(json, "sha", what), what)),
                        JsonShape.optional(json, "lineage")
                                .map(value -> RunCodec.decode(JsonShape.object(value, what), what))));
    }

    /** Notes what a source led to. */
    public void remember(String source, Known known) throws IOException {
        JsonBuilder note = note(source).put("sha", known.sha().hex());
        known.lineage().ifPresent(lineage -> note.put("lineage", RunCodec.encode(lineage)));
        write(source, note.build());
    }

    /** What a name that can move stood for when it was last asked for: {@code sha256:…} of a manifest. */
    public Optional<String> lastDigest(String name) {
        return read(name, (json, what) -> JsonShape.text(JsonShape.required(json, "digest", what), what));
    }

    /** Notes what a name that can move stands for now. */
    public void rememberDigest(String name, String digest) throws IOException {
        write(name, note(name).put("digest", digest).build());
    }

    private <T> Optional<T> read(String source, BiFunction<JsonObject, String, T> reader) {
        Path file = file(source);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String what = file.toString();
        try {
            JsonObject json = JsonShape.object(JsonReader.read(file), what);
            String found = JsonShape.text(JsonShape.required(json, "source", what), what);
            return found.equals(source) ? Optional.of(reader.apply(json, what)) : Optional.empty();
        } catch (CannotJudgeException | IllegalArgumentException e) {
            LOG.warn("a note of the cache is set aside: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static JsonBuilder note(String source) {
        return JsonBuilder.object().put("schema", SCHEMA).put("source", source);
    }

    /** Beside its place and then there in one step: many processes share a cache. */
    private void write(String source, JsonObject note) throws IOException {
        Path file = file(source);
        Path folder = root.resolve(SOURCES);
        DurableFiles.createFolders(folder);
        Path draft = Files.createTempFile(folder, ".note-", ".tmp");
        try {
            Files.writeString(draft, PrettyJson.indented(note));
            DurableFiles.sync(draft);
            DurableFiles.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path file(String source) {
        String name = Sha256.hex(source.getBytes(StandardCharsets.UTF_8));
        return root.resolve(SOURCES).resolve(name + ".json");
    }
}
