package dev.modelgate.registry.copy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.ForkRule;
import dev.modelgate.core.release.Head;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Mends a fork: two histories of one registry that begin alike and then differ. What the one did behind the fork is
 * done again behind the end of the other, as new events with the old times; neither history is rewritten. All of it
 * or, where something contradicts, nothing.
 */
public final class Rebase {

    private final Registry moving;
    private final Registry onto;

    /**
     * Sets out.
     *
     * @param moving whose tail is done again; it is only read, and of no use afterwards
     * @param onto the history that stays
     */
    public Rebase(Registry moving, Registry onto) {
        this.moving = moving;
        this.onto = onto;
    }

    /** What became of it. */
    public sealed interface Result {}

    /**
     * The other history holds both now.
     *
     * @param common events that both began with
     * @param added events that were done again
     * @param known events that the other one had too
     */
    public record Rebased(long common, long added, long known, Head head) implements Result {}

    /** Something contradicts; nothing was changed. */
    public record Refused(ImmutableList<Finding> findings) implements Result {}

    /** @throws CannotJudgeException where one belongs to the other environment, or they are two registries */
    public Result run() throws IOException {
        ImmutableList<Finding> damage =
                new RegistryVerifier(moving).run(Optional.empty()).findings();
        if (!damage.isEmpty()) {
            return new Refused(damage);
        }
        return moving.read(source -> onto.write(editor -> rebase(source, editor)));
    }

    private Result rebase(RegistryView source, RegistryEditor editor) throws IOException {
        Fork fork = Fork.of(source, editor.view());
        if (fork.common() == 0) {
            throw new CannotJudgeException(
                    "%s and %s share no event, so they are no fork but two registries; name the one that this was copied from"
                            .formatted(moving.uri(), onto.uri()));
        }
        ForkRule rule = new ForkRule(fork.onto(), sha -> content(sha, source, editor));
        ImmutableList.Builder<Event> holding = ImmutableList.builder();
        ImmutableList.Builder<Finding> conflicts = ImmutableList.builder();
        for (Event event : fork.tail()) {
            ForkRule.Fate fate = rule.judge(event.body());
            if (fate instanceof ForkRule.Holds) {
                holding.add(event);
            } else if (fate instanceof ForkRule.Conflicts conflict) {
                conflicts.add(new Finding(source.place(event.seq()), conflict.message()));
            }
        }
        ImmutableList<Finding> found = conflicts.build();
        return found.isEmpty() ? add(fork, holding.build(), source, editor) : new Refused(found);
    }

    private static Rebased add(Fork fork, ImmutableList<Event> events, RegistryView source, RegistryEditor editor)
            throws IOException {
        for (Event event : events) {
            editor.commit(Redo.of(event, source, editor.view()));
        }
        return new Rebased(
                fork.common(),
                events.size(),
                fork.tail().size() - events.size(),
                editor.view().tip());
    }

    private static CanonicalSha content(CanonicalSha sha, RegistryView source, RegistryEditor editor) {
        try {
            RegistryView here = editor.view();
            return here.entry(sha)
                    .or(() -> entry(source, sha))
                    .orElseThrow(() -> new CannotJudgeException("model %s has no entry".formatted(sha)))
                    .entry()
                    .contentSha();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<StoredEntry> entry(RegistryView view, CanonicalSha sha) {
        try {
            return view.entry(sha);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
