package dev.modelgate.registry.browse;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.registry.state.EventCodec;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks into a registry. */
public final class RegistryListing {

    private final Registry registry;

    public RegistryListing(Registry registry) {
        this.registry = registry;
    }

    /** Every model, in the order of registration. */
    public ImmutableList<ListedModel> list() throws IOException {
        return registry.read(view -> {
            ImmutableList.Builder<ListedModel> models = ImmutableList.builder();
            for (CanonicalSha sha : view.models()) {
                listed(view, sha).ifPresent(models::add);
            }
            return ImmutableList.sortedCopyOf(
                    (left, right) -> Long.compare(
                            left.entry().registeredSeq(), right.entry().registeredSeq()),
                    models.build());
        });
    }

    /**
     * One model; empty where the registry does not hold it.
     *
     * @param name its canonical SHA, or a version with or without {@code v}
     * @throws dev.modelgate.core.release.MalformedSemverException for any other name
     */
    public Optional<ListedModel> get(String name) throws IOException {
        return registry.read(view -> {
            Optional<CanonicalSha> sha = named(view, name);
            return sha.isPresent() ? listed(view, sha.get()) : Optional.empty();
        });
    }

    /** What is live; empty until something was promoted. */
    public Optional<LivePointer> live() throws IOException {
        return registry.read(RegistryView::live);
    }

    /** The newest events, oldest of them first. */
    public ImmutableList<Event> history(int newest) throws IOException {
        return registry.read(view -> {
            EvictingQueue<String> last = EvictingQueue.create(newest);
            try (Stream<String> lines = view.lines()) {
                lines.forEach(last::add);
            }
            return last.stream()
                    .map(line -> EventCodec.decode(line, "an event of " + registry.uri()))
                    .collect(ImmutableList.toImmutableList());
        });
    }

    static Optional<CanonicalSha> named(RegistryView view, String name) throws IOException {
        Optional<CanonicalSha> sha = CanonicalSha.ifOne(name);
        return sha.isPresent() ? sha : view.tags().named(Semvers.parse(name));
    }

    static Optional<ListedModel> listed(RegistryView view, CanonicalSha sha) throws IOException {
        Optional<StoredEntry> stored = view.entry(sha);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ListedModel(
                stored.get().entry(),
                view.tags().of(sha),
                view.live().filter(live -> live.sha().equals(sha)).isPresent(),
                view.isQuarantined(stored.get().entry().contentSha())));
    }
}
