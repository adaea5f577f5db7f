package dev.modelgate.registry.git;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.CommittedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The committed files of a project, by JGit: its hooks, filters and the index take no part. Content comes from the
 * commit that counts, the base commit in CI; what is dirty is measured against HEAD, for only an edit that no commit
 * has can be meant by it.
 */
public final class GitCommittedFiles implements CommittedFiles, AutoCloseable {

    private final Repository repository;
    private final Path project;
    private final RevCommit counting;
    private final RevCommit head;

    private GitCommittedFiles(Repository repository, Path project, RevCommit counting, RevCommit head) {
        this.repository = repository;
        this.project = project;
        this.counting = counting;
        this.head = head;
    }

    /**
     * Opens the repository that a project directory lies in.
     *
     * @param base the commit that counts; HEAD where there is none
     * @throws CannotJudgeException where there is no repository, no work tree or no such commit
     */
    public static GitCommittedFiles open(Path project, Optional<String> base) throws IOException {
        Repository repository = repository(project);
        try {
            RevCommit head = commit(repository, Constants.HEAD);
            RevCommit counting = base.isPresent() ? commit(repository, base.get()) : head;
            return new GitCommittedFiles(repository, project.toRealPath(), counting, head);
        } catch (IOException | RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    private static Repository repository(Path project) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder()
                .setMustExist(true)
                .findGitDir(project.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            throw new CannotJudgeException(
                    ("%s is not in a git repository, but only a committed baseline and policy count; run in"
                                    + " the project's"
                                    + " clone, or commit them with 'git init', 'git add' and 'git commit'")
                            .formatted(project));
        }
        Repository repository = builder.build();
        if (repository.isBare()) {
            repository.close();
            throw new CannotJudgeException(
                    "%s is in a bare repository, but a work tree is required; run in a clone of it".formatted(project));
        }
        return repository;
    }

    private static RevCommit commit(Repository repository, String revision) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId id = repository.resolve(revision + "^{commit}");
            if (id == null) {
                throw noCommit(repository, revision);
            }
            return walk.parseCommit(id);
        } catch (RevisionSyntaxException
                | MissingObjectException
                | IncorrectObjectTypeException
                | AmbiguousObjectException e) {
            throw noCommit(repository, revision);
        }
    }

    private static CannotJudgeException noCommit(Repository repository, String revision) {
        return new CannotJudgeException(
                ("commit '%s' is not in %s, but baseline and policy are read from it; fetch it (with its whole history,"
                                + " 'fetch-depth: 0'), or make the first commit")
                        .formatted(revision, repository.getDirectory()));
    }

    @Override
    public Path project() {
        return project;
    }

    @Override
    public String commit() {
        return counting.name();
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        return read(counting, path);
    }

    @Override
    public boolean isDirty(String path) throws IOException {
        Path file = file(path);
        Optional<byte[]> committed = read(head, path);
        if (committed.isEmpty() || !Files.isRegularFile(file)) {
            return committed.isPresent() || Files.exists(file);
        }
        return !Arrays.equals(committed.get(), Files.readAllBytes(file));
    }

    private Optional<byte[]> read(RevCommit commit, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, inRepository(path), commit.getTree())) {
            return walk == null || !isFile(walk.getFileMode(0))
                    ? Optional.empty()
                    : Optional.of(repository.open(walk.getObjectId(0)).getBytes(Integer.MAX_VALUE));
        }
    }

    private static boolean isFile(FileMode mode) {
        return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    }

    private Path file(String path) {
        Path file = project.resolve(path).normalize();
        if (Path.of(path).isAbsolute() || !file.startsWith(project) || file.equals(project)) {
            throw new CannotJudgeException(
                    "the path '%s' leaves the project %s, but only its own files count; name a file in it"
                            .formatted(path, project));
        }
        return file;
    }

    private String inRepository(String path) throws IOException {
        Path tree = repository.getWorkTree().toPath().toRealPath();
        StringBuilder name = new StringBuilder();
        for (Path segment : tree.relativize(file(path))) {
            name.append(name.isEmpty() ? "" : "/").append(segment);
        }
        return name.toString();
    }

    @Override
    public void close() {
        repository.close();
    }
}
