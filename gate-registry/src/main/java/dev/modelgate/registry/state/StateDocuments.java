package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Replay;
import dev.modelgate.core.release.StateDigest;
import dev.modelgate.core.trust.Trust;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The documents that the events determine, byte for byte, empty for those that must not be there. Entries, evidence and
 * attempts are not among them: the events have their digests, and nobody can make bytes from a digest.
 */
public record StateDocuments(ImmutableMap<DocumentPath, Optional<byte[]>> byPath, ImmutableList<Long> trustChanges) {

    /** @param replay of the whole chain */
    public static StateDocuments of(Replay replay) {
        Map<DocumentPath, Optional<byte[]>> documents = new LinkedHashMap<>();
        documents.put(
                DocumentPath.TAGS,
                replay.tags().byVersion().isEmpty() ? Optional.empty() : Optional.of(StateCodec.encode(replay.tags())));
        documents.put(
                DocumentPath.LIVE,
                replay.live()
                        .map(live -> StateCodec.encode(live, replay.liveSince().orElseThrow())));
        documents.put(DocumentPath.TRUST, trust(replay.trust(), replay.trustChanges()));
        documents.put(
                DocumentPath.BRANCH,
                replay.branchChangedSeq()
                        .map(seq -> StateCodec.encode(replay.branch().orElseThrow(), seq)));
        Map<DocumentPath, Optional<byte[]>> notes = new LinkedHashMap<>();
        replay.quarantined()
                .forEach((content, event) -> notes.put(
                        DocumentPath.quarantine(content),
                        Optional.of(QuarantineNote.of(event).encode())));
        documents.putAll(notes);
        documents.put(
                DocumentPath.QUARANTINE_INDEX,
                QuarantineIndex.EMPTY.after(notes).encode());
        return new StateDocuments(ImmutableMap.copyOf(documents), replay.trustChanges());
    }

    private static Optional<byte[]> trust(Trust trust, ImmutableList<Long> changes) {
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(StateCodec.encode(trust, changes.get(changes.size() - 1)));
    }

    /** What an event that leaves these documents commits to. */
    public StateDigest digest(Optional<StateDigest.Attempts> attempts) {
        return new StateDigest(
                digest(DocumentPath.TAGS),
                digest(DocumentPath.LIVE),
                digest(DocumentPath.TRUST),
                digest(DocumentPath.QUARANTINE_INDEX),
                digest(DocumentPath.BRANCH),
                attempts,
                trustChanges);
    }

    /**
     * Sees that the attempts begin as the last event says.
     *
     * @throws dev.modelgate.core.release.DamagedRegistryException where they do not
     */
    public static void requireAttempts(RegistryView view, Replay replay) throws IOException {
        if (replay.state().isPresent()) {
            new CommittedState(replay.lastSeq(), replay.state().get())
                    .require(
                            DocumentPath.ATTEMPTS, view.found(DocumentPath.ATTEMPTS), view.name(DocumentPath.ATTEMPTS));
        }
    }

    private Optional<String> digest(DocumentPath path) {
        return CommittedState.digest(byPath.getOrDefault(path, Optional.empty()));
    }
}
