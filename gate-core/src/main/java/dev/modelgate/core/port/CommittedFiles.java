package dev.modelgate.core.port;

import dev.modelgate.core.release.BaseStanding;
import dev.modelgate.core.release.BranchName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * Files as they are committed, not as they lie about: policy and baseline count only from a commit, so that nobody
 * judges by a file that was never reviewed. Paths are relative to the project directory, with {@code /}, and do not
 * leave it.
 */
public interface CommittedFiles {

    /** The directory that paths are relative to, for what a commit only points to. */
    Path project();

    /** The commit that is read, as its full hash. */
    String commit();

    /**
     * The committed bytes of a file; empty where the commit has no such file.
     *
     * @throws dev.modelgate.core.CannotJudgeException for a path that leaves the project directory
     */
    Optional<byte[]> read(String path) throws IOException;

    /**
     * True where the work tree's file differs from the one checked out last, or only one of them exists: an edit that
     * no commit has.
     */
    boolean isDirty(String path) throws IOException;

    /**
     * How the commit that is read stands to a branch: any clone can hold a commit that nobody reviewed.
     *
     * @param paths files or folders that judge; what leaves the project directory is nobody's commit and passed over
     * @throws dev.modelgate.core.CannotJudgeException where the branch or its history is not at hand
     */
    BaseStanding standing(BranchName branch, Collection<String> paths) throws IOException;
}
