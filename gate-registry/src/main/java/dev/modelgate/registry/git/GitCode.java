package dev.modelgate.registry.git;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.LineageFacts.CodeState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The commit and the branch that a directory is at: known where there is one, never guessed. */
public final class GitCode {

    private GitCode() {}

    /** The branch that a directory is on, also before its first commit; empty at a lone commit and outside a repository. */
    public static Optional<BranchName> branch(Path directory) throws IOException {
        FileRepositoryBuilder builder = around(directory);
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.build()) {
            return Optional.ofNullable(repository.getFullBranch())
                    .filter(name -> name.startsWith(Constants.R_HEADS))
                    .map(name -> new BranchName(Repository.shortenRefName(name)));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The branch that a registry takes that is begun in a directory; empty outside a repository, where one is recorded
     * later.
     *
     * @throws CannotJudgeException where a commit is checked out and no branch: to guess one would choose the rules
     */
    public static Optional<BranchName> branchOfNewRegistry(Path directory) throws IOException {
        Optional<BranchName> branch = branch(directory);
        if (branch.isEmpty() && around(directory).getGitDir() != null) {
            throw new CannotJudgeException(
                    ("%s is at a commit and on no branch, but a new registry records the branch whose rules count; name"
                                    + " the branch")
                            .formatted(directory));
        }
        return branch;
    }

    private static FileRepositoryBuilder around(Path directory) {
        return new FileRepositoryBuilder().findGitDir(directory.toAbsolutePath().toFile());
    }

    /**
     * The state of the code around a directory; empty outside a repository and before its first commit.
     *
     * @throws IOException where the repository cannot be read
     */
    public static Optional<CodeState> at(Path directory) throws IOException {
        FileRepositoryBuilder builder = around(directory);
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.build();
                Git git = new Git(repository)) {
            ObjectId head = repository.resolve(Constants.HEAD);
            return head == null
                    ? Optional.empty()
                    : Optional.of(new CodeState(
                            head.name(), Optional.of(git.status().call().hasUncommittedChanges())));
        } catch (GitAPIException e) {
            throw new IOException("the state of the code at %s could not be read".formatted(directory), e);
        }
    }
}
