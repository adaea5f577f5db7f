package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.registry.sign.Seal;
import dev.modelgate.registry.sign.TrustChange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Every trust that a registry had, each proven by the one before. It costs as much as keys were changed, however long
 * the chain is; and because each trust names the one before by its digest, none in the midst can be exchanged.
 *
 * @param root the key that sealed the first trust; empty where nobody did
 */
record TrustHistory(ImmutableList<Made> changes, Optional<KeyId> root) {

    static final TrustHistory NONE = new TrustHistory(ImmutableList.of(), Optional.empty());

    /** A trust, and the number of the event that made it. */
    record Made(long seq, Trust trust) {}

    /**
     * Reads and proves it.
     *
     * @param seqs the events that changed the trust
     * @throws DamagedRegistryException where one may not follow the one before
     */
    static TrustHistory of(RegistryStore.Reader reader, List<Long> seqs) throws IOException {
        ImmutableList.Builder<Made> changes = ImmutableList.builder();
        Optional<KeyId> root = Optional.empty();
        Trust current = Trust.NONE;
        for (long seq : seqs) {
            String place = reader.place(seq);
            Event event = EventCodec.decode(
                    reader.event(seq).orElseThrow(() -> damaged(place, "the event is missing")), place);
            if (!(event.body() instanceof EventBody.TrustChanged changed) || event.seq() != seq) {
                throw damaged(place, "the event changed no trust, but the last event says that it did");
            }
            Optional<Seal> seal = seal(changed, place);
            Optional<String> objection = TrustChange.objection(current, changed.trust(), seal, event.at());
            if (objection.isPresent()) {
                throw damaged(place, objection.get());
            }
            root = root.or(() -> seal.map(Seal::key));
            current = changed.trust();
            changes.add(new Made(seq, current));
        }
        return new TrustHistory(changes.build(), root);
    }

    private static Optional<Seal> seal(EventBody.TrustChanged changed, String place) {
        try {
            return changed.seal().map(text -> Seal.decode(text.json(), place));
        } catch (CannotJudgeException e) {
            throw damaged(place, String.valueOf(e.getMessage()));
        }
    }

    Trust current() {
        return before(Long.MAX_VALUE);
    }

    /** The trust in force before an event. */
    Trust before(long seq) {
        Trust trust = Trust.NONE;
        for (Made change : changes) {
            trust = change.seq() < seq ? change.trust() : trust;
        }
        return trust;
    }

    private static DamagedRegistryException damaged(String place, String what) {
        return new DamagedRegistryException("%s: %s; run 'gate registry verify'".formatted(place, what));
    }
}
