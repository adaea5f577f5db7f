package dev.modelgate.registry.artifact.mlflow;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.artifact.ArtifactPath;
import dev.modelgate.registry.http.DigestSink;
import dev.modelgate.registry.http.FileSink;
import dev.modelgate.registry.http.HttpAnswer;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Payload;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Artifacts through a real MLflow server's proxy, by REST.
 *
 * <p>The server offers no digest of content. So a download is held against the listing made before and the listing
 * and time stamps seen after, and an upload is read back and compared by SHA-256.
 */
public final class MlflowArtifacts {

    private final MlflowRest rest;
    private final ArtifactLimits limits;

    public MlflowArtifacts(MlflowServer server, HttpTransport transport, ArtifactLimits limits) {
        this.rest = new MlflowRest(server, transport);
        this.limits = limits;
    }

    /** The tree that holds a run's own artifacts. */
    ArtifactTree treeOf(TrackedRun run) {
        return ArtifactTree.of(run, rest.server());
    }

    /**
     * The tree of a model that a run logged.
     *
     * @throws CannotJudgeException where it is not ready
     */
    ArtifactTree treeOfModel(String id) {
        LoggedModel.requireId(id);
        String what = "logged model '%s' of the MLflow server".formatted(id);
        LoggedModel model = LoggedModel.read(rest.get("logged-models/" + id, ImmutableMap.of()), what);
        if (!model.id().equals(id)) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the logged model is '%s', but '%s' was asked for; see what stands before the MLflow server"
                            .formatted(model.id(), id));
        }
        return ArtifactTree.of(model.requireReady(), rest.server());
    }

    /** All files below a folder of a tree; empty for the whole tree. */
    ImmutableList<ListedFile> list(ArtifactTree tree, Optional<ArtifactPath> folder) {
        return ArtifactLister.list(rest, tree, folder, limits);
    }

    /**
     * Downloads a folder's files, with paths relative to it.
     *
     * @param target an empty directory; what is in it after a failure is of no use
     * @throws RemoteFailure where a name is unsafe, or a file is not what was listed, or changed meanwhile
     */
    void download(ArtifactTree tree, Optional<ArtifactPath> folder, Path target) throws IOException {
        ImmutableList<ListedFile> listed = list(tree, folder);
        if (listed.isEmpty()) {
            throw new RemoteFailure(
                    Kind.NOT_FOUND,
                    "%s has no artifacts%s, but a model has files; check the path"
                            .formatted(
                                    tree.what(),
                                    folder.map(it -> " in '" + it + "'").orElse("")));
        }
        ImmutableMap.Builder<ListedFile, Optional<String>> stamps = ImmutableMap.builder();
        for (ListedFile file : listed) {
            stamps.put(file, stamp(tree, file));
            take(tree, file, relative(folder, file).in(target));
        }
        requireUnchanged(tree, folder, stamps.buildOrThrow());
    }

    private static ArtifactPath relative(Optional<ArtifactPath> folder, ListedFile file) {
        String path = file.path().text();
        return folder.isEmpty()
                ? file.path()
                : new ArtifactPath(path.substring(folder.get().text().length() + 1));
    }

    private FileSink take(ArtifactTree tree, ListedFile file, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.getParent(), "a path in a directory has a parent"));
        FileSink sink = new FileSink(to, file.size());
        rest.service().requireSuccess(rest.download(tree.at(file.path()), file.size(), sink));
        if (sink.size() != file.size()) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the artifact '%s' of %s has %d bytes, but %d were listed; it changed, so fetch it again when the run is done"
                            .formatted(Printable.line(file.path().text()), tree.what(), sink.size(), file.size()));
        }
        return sink;
    }

    /** What a HEAD shows of a file's version; empty where the server shows nothing. */
    private Optional<String> stamp(ArtifactTree tree, ListedFile file) {
        HttpAnswer answer = rest.head(tree.at(file.path()));
        return Optional.of(answer)
                .filter(HttpAnswer::isSuccess)
                .flatMap(it -> it.header("ETag").or(() -> it.header("Last-Modified")))
                .map(version -> version + answer.header("Content-Length").orElse(""));
    }

    /** A bundle whose files were read before and after somebody's change is a model that never was. */
    private void requireUnchanged(
            ArtifactTree tree, Optional<ArtifactPath> folder, ImmutableMap<ListedFile, Optional<String>> stamps) {
        boolean sameList = list(tree, folder).equals(stamps.keySet().asList());
        Optional<ListedFile> changed = stamps.keySet().stream()
                .filter(file -> !stamp(tree, file).equals(stamps.get(file)))
                .findFirst();
        if (!sameList || changed.isPresent()) {
            String which = changed.map(file -> " '" + Printable.line(file.path().text()) + "'")
                    .orElse("");
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the artifacts%s of %s changed while they were downloaded, but a bundle must be of one moment; fetch it again when nobody writes"
                            .formatted(which, tree.what()));
        }
    }

    /**
     * Uploads a file, reads it back and compares.
     *
     * @return its SHA-256, lower-case hex
     * @throws RemoteFailure where the name is one the server would change, or what it stored is something else
     */
    public String upload(TrackedRun run, ArtifactPath path, Path file) throws IOException {
        if (run.deleted()) {
            throw new CannotJudgeException(
                    "run '%s' is deleted, but only an active run takes artifacts; restore it, or name another"
                            .formatted(run.id()));
        }
        String at = treeOf(run).at(path.requireUrlSafe());
        DigestSink sent = DigestSink.of(file);
        rest.service().requireSuccess(rest.upload(at, Payload.of(file, sent.size())));
        DigestSink stored = new DigestSink();
        rest.service().requireSuccess(rest.download(at, sent.size(), stored));
        if (!stored.sha256().equals(sent.sha256())) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the artifact '%s' reads back as %d bytes with SHA-256 %s, but %d with %s were sent; upload it again"
                            .formatted(path, stored.size(), stored.sha256(), sent.size(), sent.sha256()));
        }
        return sent.sha256();
    }

    /**
     * Downloads one file that must be of known size and digest.
     *
     * @param to the directory that the entry's path is relative to
     */
    void takeExactly(ArtifactTree tree, ArtifactPath path, Path to, FileEntry expected) throws IOException {
        Path file = new ArtifactPath(expected.path()).in(to);
        FileSink sink = take(tree, new ListedFile(path, expected.size()), file);
        if (!sink.sha256().equals(expected.sha256())) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the artifact '%s' of %s has the SHA-256 %s, but %s was stored; store the bundle again"
                            .formatted(Printable.line(path.text()), tree.what(), sink.sha256(), expected.sha256()));
        }
    }

    /**
     * A small file's bytes; empty where the server says that it has none of that name.
     *
     * @param limit in bytes; a longer file is an error
     */
    Optional<Path> takeIfThere(ArtifactTree tree, ArtifactPath path, Path to, long limit) {
        HttpAnswer answer = rest.download(tree.at(path), limit, new FileSink(to, limit));
        if (MlflowRest.saysAbsent(answer)) {
            return Optional.empty();
        }
        rest.service().requireSuccess(answer);
        return Optional.of(to);
    }
}
