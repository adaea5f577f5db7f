package dev.modelgate.registry.state;

import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.LivePointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The releases behind one, nearest first: each promotion names what was live before it. An event is read for each
 * step and no more, so a step back costs the same however long the registry's history is.
 */
public final class ReleasePath implements Iterator<LivePointer> {

    private final RegistryView view;
    private LivePointer last;
    private Optional<LivePointer> next = Optional.empty();

    ReleasePath(RegistryView view, LivePointer start) {
        this.view = view;
        this.last = start;
    }

    /** @throws UncheckedIOException where the registry cannot be read */
    @Override
    public boolean hasNext() {
        if (next.isEmpty()) {
            next = before(last);
        }
        return next.isPresent();
    }

    @Override
    public LivePointer next() {
        if (!hasNext()) {
            throw new NoSuchElementException("nothing was live before " + last);
        }
        last = next.orElseThrow();
        next = Optional.empty();
        return last;
    }

    private Optional<LivePointer> before(LivePointer release) {
        try {
            return view.event(release.promotedSeq())
                    .map(Event::body)
                    .filter(EventBody.Promoted.class::isInstance)
                    .map(EventBody.Promoted.class::cast)
                    .filter(promoted -> promoted.sha().equals(release.sha())
                            && promoted.semver().equals(release.semver()))
                    .orElseThrow(() -> new DamagedRegistryException(
                            "release %s should have been promoted by event %d, but was not; run 'gate registry verify'"
                                    .formatted(release, release.promotedSeq())))
                    .previous();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
