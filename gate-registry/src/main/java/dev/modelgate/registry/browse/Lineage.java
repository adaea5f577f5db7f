package dev.modelgate.registry.browse;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.util.Optional;

/** Where a model came from: its parents to the root, with what each one was made of. */
public final class Lineage {

    private final Registry registry;

    public Lineage(Registry registry) {
        this.registry = registry;
    }

    /**
     * Walks from a model to its root; empty where the registry does not hold the model.
     *
     * @param name its canonical SHA, or a version with or without {@code v}
     * @throws dev.modelgate.core.release.MalformedSemverException for any other name
     */
    public Optional<LineageChain> of(String name) throws IOException {
        return registry.read(view -> {
            Optional<CanonicalSha> sha = RegistryListing.named(view, name);
            Optional<ListedModel> start = sha.isPresent() ? RegistryListing.listed(view, sha.get()) : Optional.empty();
            return start.isPresent() ? Optional.of(walk(view, start.get())) : Optional.empty();
        });
    }

    /** Ends by itself: a model's SHA is computed over its parent's, so no chain of entries can lead back. */
    private static LineageChain walk(RegistryView view, ListedModel start) throws IOException {
        ImmutableList.Builder<ListedModel> models =
                ImmutableList.<ListedModel>builder().add(start);
        Optional<CanonicalSha> parent = start.entry().parent();
        while (parent.isPresent()) {
            Optional<ListedModel> next = RegistryListing.listed(view, parent.get());
            if (next.isEmpty()) {
                return new LineageChain(models.build(), parent);
            }
            models.add(next.get());
            parent = next.get().entry().parent();
        }
        return new LineageChain(models.build(), Optional.empty());
    }
}
