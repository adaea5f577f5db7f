package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventChain;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Replay;
import dev.modelgate.core.release.StateDigest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A registry of the former format, whose events commit to no state, made ready for one that does. The whole chain is
 * read, once in the registry's life: what its events add up to is what the next one commits to, and a document that
 * differs is refused rather than vouched for.
 *
 * @param digest of the state as it is
 * @param quarantines the index that the former format did not have
 */
record Upgrade(StateDigest digest, QuarantineIndex quarantines) {

    /** @throws DamagedRegistryException where chain and documents are not one state */
    static Upgrade of(RegistryView view) throws IOException {
        Replay replay = replayed(view);
        StateDocuments required = StateDocuments.of(replay);
        for (Map.Entry<DocumentPath, Optional<byte[]>> document :
                required.byPath().entrySet()) {
            if (!document.getKey().equals(DocumentPath.QUARANTINE_INDEX)) {
                require(view, document.getKey(), document.getValue());
            }
        }
        for (DocumentPath note : view.documents(DocumentPath.QUARANTINE)) {
            require(view, note, required.byPath().getOrDefault(note, Optional.empty()));
        }
        TrustHistory.of(view.reader(), replay.trustChanges());
        return new Upgrade(
                required.digest(CommittedState.attempts(view.document(DocumentPath.ATTEMPTS))),
                QuarantineIndex.EMPTY.after(required.byPath()));
    }

    private static Replay replayed(RegistryView view) throws IOException {
        Replay replay = new Replay();
        EventChain chain = new EventChain(ImmutableMap.of());
        long number = 0;
        try (Stream<String> lines = view.lines()) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                number++;
                String line = each.next();
                String place = view.place(number);
                Event event = EventCodec.decode(line, place);
                chain.accept(line, event, place);
                replay.apply(event, place);
            }
        }
        refuse(Stream.concat(chain.finish().stream(), replay.findings().stream())
                .findFirst());
        return replay;
    }

    private static void require(RegistryView view, DocumentPath path, Optional<byte[]> required) throws IOException {
        Optional<byte[]> found = view.document(path);
        if (!found.map(ByteBuffer::wrap).equals(required.map(ByteBuffer::wrap))) {
            throw new DamagedRegistryException(
                    "%s is not what the events say, so no event can commit to it; run 'gate registry verify --repair', or restore it from a copy"
                            .formatted(view.name(path)));
        }
    }

    private static void refuse(Optional<Finding> finding) {
        if (finding.isPresent()) {
            throw new DamagedRegistryException(finding.get() + "; run 'gate registry verify'");
        }
    }
}
