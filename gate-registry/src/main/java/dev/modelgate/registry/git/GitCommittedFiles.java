package dev.modelgate.registry.git;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.CommittedFiles;
import dev.modelgate.core.release.BaseStanding;
import dev.modelgate.core.release.BranchName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.BranchConfig;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The committed files of a project, by JGit: its hooks, filters and the index take no part. Content comes from the
 * commit that counts, the base commit in CI; what is dirty is measured against HEAD, for only an edit that no commit
 * has can be meant by it.
 *
 * <p>Whether that commit is one of the branch is asked once: where the code host tells the branch's newest commit, that
 * counts; else the clone's own, which proves nothing against whoever owns the clone.
 */
public final class GitCommittedFiles implements CommittedFiles, AutoCloseable {

    /** Longer than any name that git itself takes for a file. */
    private static final int LONGEST_REVISION = 255;

    private final Repository repository;
    private final Path project;
    private final GitObjects objects;
    private final GitObjects.Commit counting;
    private final GitObjects.Commit head;
    private final Tips tips;
    private Optional<GitObjects.Commit> tip = Optional.empty();

    private GitCommittedFiles(Repository repository, Path project, Optional<String> base, Tips tips)
            throws IOException {
        this.repository = repository;
        this.project = project.toRealPath();
        this.objects = new GitObjects(repository);
        this.head = objects.commit(resolve(repository, Constants.HEAD));
        this.counting = base.isPresent() ? objects.commit(resolve(repository, base.get())) : head;
        this.tips = tips;
    }

    /** Where the newest commit of a branch is known from. */
    @FunctionalInterface
    public interface Tips {

        /** Nobody tells: the clone's own branch is believed. */
        Tips OF_THE_CLONE = branch -> Optional.empty();

        /** The full hash; empty where no code host keeps the branch. */
        Optional<String> tip(String branch) throws IOException;
    }

    /**
     * Opens the repository that a project directory lies in, and believes its own branches.
     *
     * @param base the commit that counts; HEAD where there is none
     * @throws CannotJudgeException where there is no repository, no work tree or no such commit
     */
    public static GitCommittedFiles open(Path project, Optional<String> base) throws IOException {
        return open(project, base, Tips.OF_THE_CLONE);
    }

    /**
     * Opens the repository that a project directory lies in.
     *
     * @param base the commit that counts; HEAD where there is none
     * @param tips tells the newest commit of a branch
     * @throws CannotJudgeException where there is no repository, no work tree or no such commit
     */
    public static GitCommittedFiles open(Path project, Optional<String> base, Tips tips) throws IOException {
        Repository repository = repository(project);
        try {
            return new GitCommittedFiles(repository, project, base, tips);
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

    /** What JGit makes of a revision is only a name: the object is read, hashed and held to the branch afterwards. */
    private static ObjectId resolve(Repository repository, String revision) {
        if (revision.length() > LONGEST_REVISION) {
            throw noCommit(repository, revision.substring(0, 40) + "…");
        }
        if (revision.isEmpty() || revision.startsWith("^") || revision.startsWith("~")) {
            throw noCommit(repository, revision); // JGit would take HEAD where nothing is named
        }
        try {
            ObjectId id = repository.resolve(revision + "^{commit}");
            if (id != null) {
                return id;
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw noCommit(repository, revision);
        }
        throw noCommit(repository, revision);
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
        return counting.id().name();
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

    private Optional<byte[]> read(GitObjects.Commit commit, String path) throws IOException {
        return objects.entry(commit, inRepository(path))
                .filter(GitObjects.Entry::isFile)
                .map(objects::blob);
    }

    @Override
    public BaseStanding standing(BranchName branch, Collection<String> paths) throws IOException {
        GitObjects.Commit newest = tip(branch);
        String name = newest.id().name();
        if (!objects.reaches(newest, counting.id())) {
            return new BaseStanding.Elsewhere(branch, commit(), name);
        }
        ImmutableList.Builder<String> differing = ImmutableList.builder();
        for (String path : paths.stream().distinct().sorted().toList()) {
            if (isOfProject(path) && differs(newest, inRepository(path))) {
                differing.add(path);
            }
        }
        return new BaseStanding.OnBranch(branch, commit(), name, differing.build());
    }

    private boolean differs(GitObjects.Commit newest, ImmutableList<String> path) {
        return !objects.entry(counting, path).equals(objects.entry(newest, path));
    }

    /** Asked once: everything that one command decides, it decides by one state of the branch. */
    private GitObjects.Commit tip(BranchName branch) throws IOException {
        if (tip.isEmpty()) {
            Optional<String> told = tips.tip(branch.text());
            ObjectId id = told.isPresent() ? told(branch, told.get()) : ofTheClone(branch);
            tip = Optional.of(objects.commit(id));
        }
        return tip.get();
    }

    private ObjectId told(BranchName branch, String hash) {
        if (!ObjectId.isId(hash)) {
            throw new CannotJudgeException(
                    "the code host says that branch '%s' is at '%s', but a full hash is required; check its address"
                            .formatted(branch, hash));
        }
        ObjectId id = ObjectId.fromString(hash);
        if (!objects.has(id)) {
            throw new CannotJudgeException(
                    ("branch '%s' is at commit %s, which is not in %s, but the base commit is held to it; fetch the"
                                    + " history ('git fetch', 'fetch-depth: 0')")
                            .formatted(branch, hash, repository.getDirectory()));
        }
        return id;
    }

    /** What others pushed, as far as it was fetched, before what only this clone has. */
    private ObjectId ofTheClone(BranchName branch) throws IOException {
        String tracking = new BranchConfig(repository.getConfig(), branch.text()).getTrackingBranch();
        for (String name : Stream.of(
                        Optional.ofNullable(tracking).stream(),
                        Stream.of(Constants.R_HEADS + branch, Constants.R_REMOTES + "origin/" + branch))
                .flatMap(names -> names)
                .toList()) {
            Ref ref = repository.exactRef(name);
            if (ref != null && ref.getObjectId() != null) {
                return ref.getObjectId();
            }
        }
        throw new CannotJudgeException(
                "branch '%s' is not in %s, but the registry's rules are kept on it; fetch it ('git fetch origin %s')"
                        .formatted(branch, repository.getDirectory(), branch));
    }

    private boolean isOfProject(String path) {
        try {
            Path named = Path.of(path);
            Path file = project.resolve(named).normalize();
            return !named.isAbsolute() && file.startsWith(project) && !file.equals(project);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Path file(String path) {
        if (!isOfProject(path)) {
            throw new CannotJudgeException(
                    "the path '%s' leaves the project %s, but only its own files count; name a file in it"
                            .formatted(path, project));
        }
        return project.resolve(path).normalize();
    }

    private ImmutableList<String> inRepository(String path) throws IOException {
        Path tree = repository.getWorkTree().toPath().toRealPath();
        return Streams.stream(tree.relativize(file(path))).map(Path::toString).collect(ImmutableList.toImmutableList());
    }

    @Override
    public void close() {
        repository.close();
    }
}
