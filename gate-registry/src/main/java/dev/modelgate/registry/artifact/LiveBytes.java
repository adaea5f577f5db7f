package dev.modelgate.registry.artifact;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the bytes of a model that shall go live are there and whole. One whole copy is enough, wherever it lies, so
 * that a release is taken back with every server down. Nothing is taken on the word of a marker, a name or an earlier
 * look: each copy is hashed here, after it was fetched, and before any lock is taken.
 */
public final class LiveBytes {

    private static final Logger LOG = LoggerFactory.getLogger(LiveBytes.class);

    private final Optional<BundleShelf> cache;
    private final ImmutableList<Place> places;
    private final Function<Entry, ImmutableList<Place>> named;
    private final Set<String> silent = new HashSet<>();

    /**
     * Looks into places in this order; nothing is opened yet.
     *
     * @param cache of what was fetched; a damaged copy in it is removed, so that it can be fetched again
     * @param places that whoever asks has named
     * @param named the places that a model's entry names
     */
    public LiveBytes(
            Optional<BundleShelf> cache, ImmutableList<Place> places, Function<Entry, ImmutableList<Place>> named) {
        this.cache = cache;
        this.places = places;
        this.named = named;
    }

    /** Looks into one store and nowhere else. */
    public static LiveBytes in(String name, ArtifactStore store) {
        return new LiveBytes(
                Optional.empty(), ImmutableList.of(new Place(name, store::fetch)), entry -> ImmutableList.of());
    }

    /**
     * Where a copy may lie.
     *
     * @param name for messages
     */
    public record Place(String name, Lookup lookup) {}

    /** Finds a copy. */
    @FunctionalInterface
    public interface Lookup {
        /** A local directory with the model's files, which are not proven; empty where the place does not hold them. */
        Optional<Path> find(CanonicalSha sha) throws IOException;
    }

    /**
     * Why the model must not go live; empty where a whole copy of it is there.
     *
     * @throws CannotJudgeException where no whole copy was found, and a place that may hold one could not be asked
     */
    public Optional<Reason> objection(Entry entry) {
        return new Search(entry).objection();
    }

    /** One model, looked for. */
    private final class Search {

        private final Entry entry;
        private final List<String> empty = new ArrayList<>();
        private final List<String> damaged = new ArrayList<>();
        private final List<String> unasked = new ArrayList<>();

        Search(Entry entry) {
            this.entry = entry;
        }

        Optional<Reason> objection() {
            if (isInCache() || everywhere().anyMatch(this::isIn)) {
                return Optional.empty();
            }
            if (!unasked.isEmpty()) {
                throw new CannotJudgeException(
                        "no whole copy of model %s was found, and not every store could be asked (%s); try again, or name a store that holds it"
                                .formatted(entry.sha(), String.join("; ", unasked)));
            }
            return Optional.of(damaged.isEmpty() ? missing() : broken());
        }

        private Stream<Place> everywhere() {
            return Stream.concat(places.stream(), named.apply(entry).stream());
        }

        private boolean isInCache() {
            Optional<Path> copy = cache.flatMap(shelf -> shelf.find(entry.sha()));
            if (copy.isEmpty()) {
                return false;
            }
            boolean whole = isWhole("the cache", copy.get());
            if (!whole) {
                forget();
            }
            return whole;
        }

        /** A server's store gives what the cache holds, so a copy that is damaged there hides a good one. */
        private void forget() {
            try {
                cache.orElseThrow().remove(entry.sha());
            } catch (IOException e) {
                LOG.warn("a damaged copy stays in the cache: {}", e.getMessage());
            }
        }

        private boolean isIn(Place place) {
            if (silent.contains(place.name())) {
                unasked.add(place.name());
                return false;
            }
            try {
                Optional<Path> copy = place.lookup().find(entry.sha());
                if (copy.isEmpty()) {
                    empty.add(place.name());
                }
                return copy.isPresent() && isWhole(place.name(), copy.get());
            } catch (IOException | CannotJudgeException e) {
                note(place, e);
                return false;
            }
        }

        /** A server that says what it holds is damaged or gone has answered; one that is silent is asked once. */
        private void note(Place place, Exception failure) {
            Optional<Kind> kind =
                    failure instanceof RemoteFailure remote ? Optional.of(remote.kind()) : Optional.empty();
            if (kind.equals(Optional.of(Kind.NOT_FOUND))) {
                empty.add(place.name());
            } else if (kind.equals(Optional.of(Kind.INTEGRITY))) {
                damaged.add("%s: %s".formatted(place.name(), failure.getMessage()));
            } else {
                silent.add(place.name());
                unasked.add("%s: %s".formatted(place.name(), failure.getMessage()));
            }
        }

        private boolean isWhole(String place, Path copy) {
            try {
                CanonicalSha found =
                        new BundleReader().read(copy, entry.parent()).sha();
                if (found.equals(entry.sha())) {
                    return true;
                }
                damaged.add("%s: %s has the SHA %s".formatted(place, copy, found));
            } catch (CannotJudgeException e) {
                damaged.add("%s: %s".formatted(place, e.getMessage()));
            }
            return false;
        }

        private Reason missing() {
            return new Reason(
                    ReasonCode.BYTES_MISSING,
                    "no copy of model %s is in %s, but only a model whose bytes are there goes live; register it again, or name the store that holds it"
                            .formatted(entry.sha(), String.join(", ", empty)));
        }

        private Reason broken() {
            return new Reason(
                    ReasonCode.BYTES_DAMAGED,
                    "the stored copy of model %s is damaged (%s), but only whole bytes go live; remove that copy and register the model again, or name a store that holds it whole"
                            .formatted(entry.sha(), String.join("; ", damaged)));
        }
    }
}
