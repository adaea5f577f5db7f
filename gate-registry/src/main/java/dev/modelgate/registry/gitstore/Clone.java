package dev.modelgate.registry.gitstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The local clone: a cache without a work tree, which may be removed at any time. Used under its lock. */
final class Clone {

    private final Repository repository;
    private final String ref;
    private final Path fetched;

    private Clone(Repository repository, Path folder, GitAddress address) {
        this.repository = repository;
        this.ref = "refs/registry/" + address.branch();
        this.fetched = folder.resolve("fetched-" + address.branch().replace('/', '-'));
    }

    static Clone open(Path folder, GitAddress address) throws IOException {
        Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        if (!repository.getObjectDatabase().exists()) {
            repository.create(true);
            configure(repository.getConfig());
        }
        return new Clone(repository, folder, address);
    }

    private static void configure(StoredConfig config) throws IOException {
        config.setBoolean("gc", null, "autoDetach", false);
        config.save();
    }

    Repository repository() {
        return repository;
    }

    /** What was fetched last; empty where nothing was. */
    Optional<ObjectId> known() throws IOException {
        return Optional.ofNullable(repository.exactRef(ref)).map(Ref::getObjectId);
    }

    /** When the remote was last heard of; empty where it never was. */
    Optional<Instant> knownSince() throws IOException {
        return Files.exists(fetched)
                ? Optional.of(Files.getLastModifiedTime(fetched).toInstant())
                : Optional.empty();
    }

    /** Remembers what the remote's branch holds. */
    void remember(Optional<ObjectId> commit) throws IOException {
        if (!known().equals(commit)) {
            RefUpdate update = repository.updateRef(ref);
            update.setForceUpdate(true);
            if (commit.isPresent()) {
                update.setNewObjectId(commit.get());
                update.update();
            } else {
                update.delete();
            }
        }
        if (Files.notExists(fetched)) {
            Files.createFile(fetched);
        }
        Files.setLastModifiedTime(fetched, FileTime.from(Instant.now()));
    }

    RegistryTree tree(ObjectReader objects, Optional<ObjectId> commit) throws IOException {
        return new RegistryTree(objects, commit);
    }

    /**
     * Puts the writer's changes into a commit; empty where there are none. Each carries a name of its own: two writers
     * that do the same in the same second would otherwise make one commit, and both believe that they won.
     */
    Optional<ObjectId> commit(GitWriter writer, Optional<ObjectId> parent, ObjectReader objects) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            Optional<ObjectId> tree = writer.write(new TreeEdit(objects, inserter), inserter);
            if (tree.isEmpty() || tree.equals(writer.tree.root())) {
                return Optional.empty();
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree.get());
            parent.ifPresent(commit::setParentId);
            PersonIdent author = new PersonIdent(repository);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage("%s\n\nGate-Write: %s\n".formatted(writer.message(), UUID.randomUUID()));
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return Optional.of(id);
        }
    }

    /** Packs what many small fetches left, now and then. */
    void tidy() {
        repository.autoGC(NullProgressMonitor.INSTANCE);
    }

    void close() {
        repository.close();
    }
}
