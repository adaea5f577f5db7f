package dev.modelgate.registry.audit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Head;
import dev.modelgate.registry.state.KeptHead;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StateDocuments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the documents again that the events determine: tags, live pointer, trust, quarantines. What no event has the
 * bytes of, entries, evidence and attempts, comes from a copy or not at all; and where the events themselves do not hold
 * together nothing is written, for then nobody knows what the documents should say.
 */
public final class RegistryRepair {

    private final Registry registry;

    public RegistryRepair(Registry registry) {
        this.registry = registry;
    }

    /**
     * What was done.
     *
     * @param restored documents that hold again what the events say
     * @param removed documents that no event explains
     */
    public record Repaired(ImmutableList<DocumentPath> restored, ImmutableList<DocumentPath> removed) {}

    /**
     * Repairs: all of it or, after a crash, by the next writer.
     *
     * @param kept a head that was kept elsewhere, which the chain must contain
     * @throws CannotJudgeException where chain and head do not hold together; nothing was written then
     */
    public Repaired run(Optional<KeptHead> kept) throws IOException {
        ImmutableMap<DocumentPath, Optional<byte[]>> written = registry.restore(view -> differing(view, kept));
        return new Repaired(
                written.entrySet().stream()
                        .filter(document -> document.getValue().isPresent())
                        .map(Map.Entry::getKey)
                        .collect(ImmutableList.toImmutableList()),
                written.entrySet().stream()
                        .filter(document -> document.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableMap<DocumentPath, Optional<byte[]>> differing(RegistryView view, Optional<KeptHead> kept)
            throws IOException {
        ChainAudit chain = ChainAudit.of(
                view,
                kept.map(head -> ImmutableMap.of(head.name(), head.head())).orElseGet(ImmutableMap::of));
        requireWhole(view, chain);
        Map<DocumentPath, Optional<byte[]>> required =
                new LinkedHashMap<>(StateDocuments.of(chain.replay()).byPath());
        if (chain.replay().state().isEmpty()) {
            required.remove(DocumentPath.QUARANTINE_INDEX); // the next writer makes the first one
        }
        for (DocumentPath note : view.documents(DocumentPath.QUARANTINE)) {
            required.putIfAbsent(note, Optional.empty());
        }
        ImmutableMap.Builder<DocumentPath, Optional<byte[]>> differing = ImmutableMap.builder();
        for (Map.Entry<DocumentPath, Optional<byte[]>> document : required.entrySet()) {
            if (!isSame(view.document(document.getKey()), document.getValue())) {
                differing.put(document);
            }
        }
        return differing.buildOrThrow();
    }

    /** A head that does not fit may mean a lost tail: documents made from the rest would hide that for ever. */
    private static void requireWhole(RegistryView view, ChainAudit chain) throws IOException {
        Optional<Finding> first = chain.findings().stream().findFirst();
        if (first.isEmpty() && !view.keptHead().orElse(Head.EMPTY).equals(chain.head())) {
            first = Optional.of(new Finding(
                    view.name(DocumentPath.HEAD),
                    "it is not at event %d, where the chain ends"
                            .formatted(chain.head().seq())));
        }
        if (first.isPresent()) {
            throw new CannotJudgeException(
                    "nothing was repaired, for the events themselves do not hold together: %s; restore chain and head from a copy first"
                            .formatted(first.get()));
        }
    }

    private static boolean isSame(Optional<byte[]> found, Optional<byte[]> required) {
        return found.map(ByteBuffer::wrap).equals(required.map(ByteBuffer::wrap));
    }
}
