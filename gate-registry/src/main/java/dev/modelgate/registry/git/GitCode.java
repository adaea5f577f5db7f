package dev.modelgate.registry.git;

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

/** The commit that a directory is at, for lineage: known where there is one, never guessed. */
public final class GitCode {

    private GitCode() {}

    /**
     * The state of the code around a directory; empty outside a repository and before its first commit.
     *
     * @throws IOException where the repository cannot be read
     */
    public static Optional<CodeState> at(Path directory) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder()
                .findGitDir(directory.toAbsolutePath().toFile());
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
