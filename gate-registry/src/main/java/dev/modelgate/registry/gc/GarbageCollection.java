package dev.modelgate.registry.gc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.core.port.DisposableArtifacts.Unfinished;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.KeepRule;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds, and removes where it is told to, the bytes of models that nothing reachable needs. A registry that is not
 * what its events say removes nothing: a promotion that was cut from it would take its bytes along.
 */
public final class GarbageCollection {

    /** Of a command that was killed; none alive lets its copy lie as long. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Registry registry;
    private final DisposableArtifacts artifacts;
    private final Clock clock;

    public GarbageCollection(Registry registry, DisposableArtifacts artifacts, Clock clock) {
        this.registry = registry;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /**
     * A bundle that may go.
     *
     * @param why for people
     */
    public record Garbage(CanonicalSha sha, long bytes, String why) {}

    /**
     * Lists what may go.
     *
     * @param age below which nothing goes
     * @throws CannotJudgeException where the registry is empty or damaged
     */
    public ImmutableList<Garbage> list(Duration age) throws IOException {
        requireWhole();
        return registry.read(view -> garbage(view, age));
    }

    /** Lists the copies that killed commands left half made; no registry knows of them. */
    public ImmutableList<Unfinished> abandoned() throws IOException {
        Instant limit = clock.instant().minus(ABANDONED);
        return artifacts.unfinished().stream()
                .filter(each -> each.since().isBefore(limit))
                .collect(ImmutableList.toImmutableList());
    }

    /** Removes those. */
    public ImmutableList<Unfinished> deleteAbandoned() throws IOException {
        ImmutableList<Unfinished> abandoned = abandoned();
        for (Unfinished each : abandoned) {
            artifacts.removeUnfinished(each.name());
        }
        return abandoned;
    }

    /** Removes what may go, under the registry's lock: nothing is promoted meanwhile. */
    public ImmutableList<Garbage> delete(Duration age) throws IOException {
        requireWhole();
        return registry.write(editor -> {
            ImmutableList<Garbage> garbage = garbage(editor.view(), age);
            for (Garbage each : garbage) {
                artifacts.remove(each.sha());
            }
            return garbage;
        });
    }

    private void requireWhole() throws IOException {
        RegistryVerifier.Report report = new RegistryVerifier(registry).run(Optional.empty());
        if (!report.isWhole() || report.registry().isEmpty()) {
            throw new CannotJudgeException(
                    "%s is empty or damaged, but what is needed only a whole registry tells; run 'gate registry verify'"
                            .formatted(registry.uri()));
        }
    }

    private ImmutableList<Garbage> garbage(RegistryView view, Duration age) throws IOException {
        KeepRule rule = new KeepRule(entries(view), promoted(view), clock.instant(), age);
        ImmutableList.Builder<Garbage> garbage = ImmutableList.builder();
        for (DisposableArtifacts.Held held : artifacts.held()) {
            rule.disposable(held.sha(), held.since())
                    .ifPresent(why -> garbage.add(new Garbage(held.sha(), held.bytes(), why)));
        }
        return garbage.build();
    }

    private static ImmutableMap<CanonicalSha, Entry> entries(RegistryView view) throws IOException {
        ImmutableMap.Builder<CanonicalSha, Entry> entries = ImmutableMap.builder();
        for (CanonicalSha sha : view.models()) {
            view.entry(sha).map(StoredEntry::entry).ifPresent(entry -> entries.put(sha, entry));
        }
        return entries.buildOrThrow();
    }

    private static Set<CanonicalSha> promoted(RegistryView view) throws IOException {
        try (Stream<LivePointer> releases = view.releases()) {
            return releases.map(LivePointer::sha).collect(Collectors.toSet());
        }
    }
}
