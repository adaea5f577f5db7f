package dev.modelgate.registry.audit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventChain;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.Replay;
import dev.modelgate.registry.state.EventCodec;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** One pass over the chain: its links, and the state that its events add up to. */
final class ChainAudit {

    private final RegistryView view;
    private final EventChain chain;
    private final Replay replay = new Replay();
    private ImmutableList<Finding> links = ImmutableList.of();

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
        Event event;
        try {
            event = EventCodec.decode(line, place);
        } catch (CannotJudgeException e) {
            chain.acceptUnreadable(line, place, String.valueOf(e.getMessage()));
            return;
        }
        chain.accept(line, event, place);
        replay.apply(event, place);
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
                .build();
    }
}
