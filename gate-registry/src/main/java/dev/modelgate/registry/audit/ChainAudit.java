package dev.modelgate.registry.audit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.EventChain;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.RegistryPin;
import dev.modelgate.core.release.Replay;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.registry.sign.EventSeal;
import dev.modelgate.registry.sign.Seal;
import dev.modelgate.registry.sign.TrustChange;
import dev.modelgate.registry.state.EventCodec;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** One pass over the chain: its links, and the state that its events add up to. */
final class ChainAudit {

    private final RegistryView view;
    private final EventChain chain;
    private final Replay replay = new Replay();
    private final ImmutableList.Builder<Finding> trust = ImmutableList.builder();
    private ImmutableList<Finding> links = ImmutableList.of();
    private Optional<String> first = Optional.empty();
    private Optional<KeyId> root = Optional.empty();

    private ChainAudit(RegistryView view, ImmutableMap<String, Head> kept) {
        this.view = view;
        this.chain = new EventChain(kept);
    }

    static ChainAudit of(RegistryView view, ImmutableMap<String, Head> kept) throws IOException {
        ImmutableMap.Builder<String, Head> heads =
                ImmutableMap.<String, Head>builder().putAll(kept);
        readable(view).ifPresent(head -> heads.put(view.name(DocumentPath.HEAD), head));
        ChainAudit audit = new ChainAudit(view, heads.buildKeepingLast());
        audit.walk();
        return audit;
    }

    /** A head that cannot be read is found with the other documents. */
    private static Optional<Head> readable(RegistryView view) throws IOException {
        try {
            return view.keptHead();
        } catch (CannotJudgeException e) {
            return Optional.empty();
        }
    }

    private void walk() throws IOException {
        long number = 0;
        try (Stream<String> lines = view.lines()) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                number++;
                take(each.next(), view.place(number));
            }
        }
        links = chain.finish();
    }

    private void take(String line, String place) {
        first = first.or(() -> Optional.of(Head.sha256(line)));
        Event event;
        try {
            event = EventCodec.decode(line, place);
        } catch (CannotJudgeException e) {
            chain.acceptUnreadable(line, place, String.valueOf(e.getMessage()));
            return;
        }
        chain.accept(line, event, place);
        if (event.state().isPresent()) {
            EventSeal.objection(line, event, replay.trust()).ifPresent(why -> trust.add(new Finding(place, why)));
        }
        if (event.body() instanceof EventBody.TrustChanged changed) {
            trusted(changed, event.at(), place);
        }
        replay.apply(event, place);
    }

    /** Each change of the trust against the one before it: the seals are what makes the keys worth something. */
    private void trusted(EventBody.TrustChanged changed, Instant at, String place) {
        try {
            Optional<Seal> seal = changed.seal().map(text -> Seal.decode(text.json(), place));
            root = root.or(() -> seal.map(Seal::key));
            TrustChange.objection(replay.trust(), changed.trust(), seal, at)
                    .ifPresent(why -> trust.add(new Finding(place, why)));
        } catch (CannotJudgeException e) {
            trust.add(new Finding(place, String.valueOf(e.getMessage())));
        }
    }

    /** What a committed file says of it that pins it. */
    Optional<RegistryPin> pin() {
        return first.map(id -> new RegistryPin(id, root));
    }

    Head head() {
        return chain.tip();
    }

    Replay replay() {
        return replay;
    }

    ImmutableList<Finding> findings() {
        return ImmutableList.<Finding>builder()
                .addAll(links)
                .addAll(replay.findings())
                .addAll(trust.build())
                .build();
    }
}
