package dev.modelgate.ci;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.io.NullOutputStream;

/** What a change does to a repository: every path that differs between where it left its base and its head. */
public final class ChangedPaths {

    private ChangedPaths() {}

    /**
     * Lists the paths; of a moved file both.
     *
     * @throws CannotJudgeException where a commit is not in the clone, or base and head have no history in common
     */
    public static ImmutableList<String> of(Path project, Proposal proposal) throws IOException {
        try (Repository repository = repository(project);
                RevWalk walk = new RevWalk(repository)) {
            RevCommit head = commit(walk, proposal.head());
            RevCommit base = commit(walk, proposal.base());
            return changed(repository, forks(walk, base, head), head);
        }
    }

    /**
     * Lists the paths that differ between two commits, whatever lies between them.
     *
     * @throws CannotJudgeException where one is not in the clone
     */
    public static ImmutableList<String> between(Path project, String from, String to) throws IOException {
        try (Repository repository = repository(project);
                RevWalk walk = new RevWalk(repository)) {
            return changed(repository, ImmutableList.of(commit(walk, from)), commit(walk, to));
        }
    }

    private static Repository repository(Path project) throws IOException {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(project.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            throw new CannotJudgeException("%s is in no git repository; run in the project's clone".formatted(project));
        }
        return builder.build();
    }

    private static RevCommit commit(RevWalk walk, String hash) throws IOException {
        try {
            return walk.parseCommit(ObjectId.fromString(hash));
        } catch (MissingObjectException e) {
            throw new CannotJudgeException(
                    "commit %s is not in this clone; fetch the whole history ('fetch-depth: 0')".formatted(hash), e);
        }
    }

    /** Where the two left each other; several places after merges in both directions, and each counts. */
    private static ImmutableList<RevCommit> forks(RevWalk walk, RevCommit base, RevCommit head) throws IOException {
        walk.reset();
        walk.setRevFilter(RevFilter.MERGE_BASE);
        walk.markStart(base);
        walk.markStart(head);
        ImmutableList<RevCommit> forks = ImmutableList.copyOf(walk);
        if (forks.isEmpty()) {
            throw new CannotJudgeException(
                    "commits %s and %s have no history in common; fetch the whole history ('fetch-depth: 0')"
                            .formatted(base.name(), head.name()));
        }
        return forks;
    }

    private static ImmutableList<String> changed(Repository repository, List<RevCommit> forks, RevCommit head)
            throws IOException {
        TreeSet<String> paths = new TreeSet<>();
        try (DiffFormatter formatter = new DiffFormatter(NullOutputStream.INSTANCE)) {
            formatter.setRepository(repository);
            formatter.setDetectRenames(false);
            for (RevCommit fork : forks) {
                formatter.scan(fork.getId(), head.getId()).stream()
                        .flatMap(entry -> Stream.of(entry.getOldPath(), entry.getNewPath()))
                        .filter(path -> !path.equals(DiffEntry.DEV_NULL))
                        .forEach(paths::add);
            }
        }
        return ImmutableList.copyOf(paths);
    }
}
