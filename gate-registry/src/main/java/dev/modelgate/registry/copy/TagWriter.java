package dev.modelgate.registry.copy;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Annotated tags, and commits for them, that depend on nothing but what they say. */
final class TagWriter implements AutoCloseable {

    private final Repository repository;
    private final ObjectInserter inserter;

    private TagWriter(Repository repository) {
        this.repository = repository;
        this.inserter = repository.newObjectInserter();
    }

    static TagWriter open(Path folder) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        builder.findGitDir(folder.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            throw new CannotJudgeException(
                    "%s is not in a git repository, but the tags need one; name a clone, or run 'git init' there"
                            .formatted(folder));
        }
        return new TagWriter(builder.build());
    }

    /** A commit whose tree holds one file. */
    ObjectId commit(String name, byte[] bytes, Optional<ObjectId> parent, Instant at, String message)
            throws IOException {
        TreeFormatter tree = new TreeFormatter();
        tree.append(name, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes));
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(inserter.insert(tree));
        parent.ifPresent(commit::setParentId);
        commit.setAuthor(gate(at));
        commit.setCommitter(gate(at));
        commit.setMessage(message + "\n");
        return inserter.insert(commit);
    }

    /**
     * Writes a tag.
     *
     * @return false where it is there already
     * @throws CannotJudgeException where a tag of that name is another one
     */
    boolean tag(String name, ObjectId commit, Instant at, String message) throws IOException {
        TagBuilder tag = new TagBuilder();
        tag.setTag(name);
        tag.setObjectId(commit, Constants.OBJ_COMMIT);
        tag.setTagger(gate(at));
        tag.setMessage(message);
        ObjectId id = inserter.insert(tag);
        inserter.flush();
        Ref known = repository.exactRef(Constants.R_TAGS + name);
        if (known != null) {
            requireSame(known, id, name);
            return false;
        }
        RefUpdate update = repository.updateRef(Constants.R_TAGS + name);
        update.setExpectedOldObjectId(ObjectId.zeroId());
        update.setNewObjectId(id);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW) {
            throw new IOException(
                    "the tag '%s' could not be written to %s (%s)".formatted(name, repository.getDirectory(), result));
        }
        return true;
    }

    private void requireSame(Ref known, ObjectId id, String name) {
        if (!id.equals(known.getObjectId())) {
            throw new CannotJudgeException(
                    "the tag '%s' in %s is another one, but tags are never moved; export into another repository, or remove the tag where it is a mistake"
                            .formatted(name, repository.getDirectory()));
        }
    }

    private static PersonIdent gate(Instant at) {
        return new PersonIdent("gate", "gate@modelgate.invalid", at, ZoneOffset.UTC);
    }

    @Override
    public void close() {
        inserter.close();
        repository.close();
    }
}
