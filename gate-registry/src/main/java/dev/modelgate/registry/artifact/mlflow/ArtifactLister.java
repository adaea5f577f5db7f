package dev.modelgate.registry.artifact.mlflow;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.artifact.ArtifactPath;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists a tree of artifacts, folder by folder. Every name is checked before anything is done with it, and each must
 * lie directly in the folder that was asked for.
 */
final class ArtifactLister {

    private final MlflowRest rest;
    private final ArtifactTree tree;
    private final ArtifactLimits limits;
    private final Set<ArtifactPath> seen = new HashSet<>();
    private final List<ListedFile> files = new ArrayList<>();
    private long bytes;

    private ArtifactLister(MlflowRest rest, ArtifactTree tree, ArtifactLimits limits) {
        this.rest = rest;
        this.tree = tree;
        this.limits = limits;
    }

    /**
     * All files below a folder, by path. None is what the server says of a missing folder, an empty one, and a file.
     *
     * @param folder empty for the whole tree
     */
    static ImmutableList<ListedFile> list(
            MlflowRest rest, ArtifactTree tree, Optional<ArtifactPath> folder, ArtifactLimits limits) {
        ArtifactLister lister = new ArtifactLister(rest, tree, limits);
        lister.folder(folder, 1);
        return ImmutableList.sortedCopyOf(lister.files);
    }

    private void folder(Optional<ArtifactPath> folder, int depth) {
        requireWithin(depth, limits.depth(), "folders within each other");
        List<ArtifactPath> below = new ArrayList<>();
        String token = "";
        do {
            JsonObject page = page(folder, token);
            for (JsonObject entry : entries(page)) {
                entry(folder, entry).ifPresent(below::add);
            }
            token = nextToken(page, token);
        } while (!token.isEmpty());
        for (ArtifactPath each : below) {
            folder(Optional.of(each), depth + 1);
        }
    }

    private JsonObject page(Optional<ArtifactPath> folder, String token) {
        ImmutableMap.Builder<String, String> query = ImmutableMap.builder();
        query.putAll(tree.query(folder));
        if (!token.isEmpty()) {
            query.put("page_token", token);
        }
        return rest.get(tree.listPath(), query.buildOrThrow());
    }

    private List<JsonObject> entries(JsonObject page) {
        String what = "the listing of " + tree.what();
        return JsonShape.optional(page, "files").stream()
                .flatMap(value -> JsonShape.array(value, what).items().stream())
                .map(value -> JsonShape.object(value, what))
                .toList();
    }

    /** A token that comes again would have us ask for ever. */
    private String nextToken(JsonObject page, String last) {
        String what = "the listing of " + tree.what();
        String token = JsonShape.optional(page, "next_page_token")
                .map(value -> JsonShape.text(value, what))
                .orElse("");
        if (!token.isEmpty() && token.equals(last)) {
            throw new RemoteFailure(
                    Kind.INTEGRITY, what + " never ends, but each page must lead on; see the server's log");
        }
        return token;
    }

    /** Notes a file; gives a folder. */
    private Optional<ArtifactPath> entry(Optional<ArtifactPath> folder, JsonObject entry) {
        String what = "the listing of " + tree.what();
        ArtifactPath path =
                new ArtifactPath(JsonShape.text(JsonShape.required(entry, "path", what), what)).requireUrlSafe();
        requireDirectlyIn(folder, path);
        if (!seen.add(path)) {
            throw unsafe(path, "listed twice");
        }
        requireWithin(seen.size(), limits.files(), "files and folders");
        boolean isFolder = JsonShape.optional(entry, "is_dir")
                .map(value -> JsonShape.bool(value, what))
                .orElse(false);
        if (isFolder) {
            return Optional.of(path);
        }
        long size = size(entry, path);
        bytes = Math.addExact(bytes, size);
        requireWithin(bytes, limits.bytes(), "bytes");
        files.add(new ListedFile(path, size));
        return Optional.empty();
    }

    private void requireDirectlyIn(Optional<ArtifactPath> folder, ArtifactPath path) {
        String prefix = folder.map(it -> it.text() + "/").orElse("");
        if (!path.text().startsWith(prefix) || path.text().indexOf('/', prefix.length()) >= 0) {
            throw unsafe(path, "not in the folder that was listed");
        }
    }

    /** Left out for an empty file; protobuf's JSON may write a 64-bit number as text. */
    private long size(JsonObject entry, ArtifactPath path) {
        String what = "the size of '%s' of %s".formatted(Printable.line(path.text()), tree.what());
        Optional<JsonValue> given = JsonShape.optional(entry, "file_size");
        long size = given.isEmpty()
                ? 0
                : given.get() instanceof JsonString text
                        ? parsed(text.text(), what)
                        : JsonShape.integer(given.get(), what);
        if (size < 0) {
            throw new CannotJudgeException(
                    "%s is %d, but a size is not negative; see the server's log".formatted(what, size));
        }
        return size;
    }

    private static long parsed(String text, String what) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new CannotJudgeException(
                    "%s is '%s', but a number is required; see the server's log".formatted(what, Printable.line(text)));
        }
        return Long.parseLong(text);
    }

    private RemoteFailure unsafe(ArtifactPath path, String fault) {
        return new RemoteFailure(
                Kind.UNSAFE_NAME,
                "the artifact '%s' of %s is %s; see who changed the artifacts or the server"
                        .formatted(Printable.line(path.text()), tree.what(), fault));
    }

    private void requireWithin(long found, long limit, String of) {
        if (found > limit) {
            throw new CannotJudgeException(
                    "%s has more than %d %s, but no more are taken; name the folder that holds the model"
                            .formatted(tree.what(), limit, of));
        }
    }
}
