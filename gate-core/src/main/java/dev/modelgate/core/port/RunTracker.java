package dev.modelgate.core.port;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.lineage.RunLineage;
import dev.modelgate.core.lineage.TrackedRun;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An experiment tracker's runs and tags.
 *
 * <p>Every method ends in bounded time. Where the tracker cannot be asked or answers something that cannot be
 * understood it throws {@link CannotJudgeException}: an unreachable tracker is not an absent run.
 */
public interface RunTracker extends AutoCloseable {

    /** A run, also a deleted or unfinished one; empty where the tracker says that it has none of that id. */
    Optional<TrackedRun> run(String id);

    /** Runs that match, in the tracker's order, at most {@link RunSearch#limit()}. */
    ImmutableList<TrackedRun> search(RunSearch search);

    /**
     * Sets tags in one request, and reads them back: a tracker that shortens a value without a word would else make
     * a tag say what nobody wrote.
     *
     * @throws CannotJudgeException where a tag is not one the tracker can hold, or reads back as something else.
     *     Some of them may be set then; {@link #run} tells
     */
    void setTags(String id, Map<String, String> tags);

    /** Removes tags, and sees that they are gone; one that is not there is no error. */
    void deleteTags(String id, Set<String> keys);

    /** The tracker as the user names it, for messages; without credentials. */
    String uri();

    /** The run and its parents; empty where there is no such run. */
    default Optional<RunLineage> lineage(String id) {
        return run(id).map(run -> RunLineage.of(run, this::run));
    }

    @Override
    void close();
}
