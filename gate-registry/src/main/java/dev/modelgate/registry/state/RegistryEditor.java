package dev.modelgate.registry.state;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.StateDigest;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.registry.sign.EventSeal;
import dev.modelgate.registry.sign.HeadSeal;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.Seal;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Changes a registry, under its store's lock. The order of writes makes every change whole: the intent, the documents
 * before the event, the event, the documents after it, the intent again. The event is the moment at which the change
 * happens; a crash before it leaves the old state, a crash behind it the new one, and the next editor tidies up.
 */
public final class RegistryEditor {

    private final RegistryStore.Writer writer;
    private final String uri;
    private final Optional<? extends VerdictSigner> signer;
    private final Consumer<String> notices;
    private Optional<Upgrade> upgrade = Optional.empty();

    /**
     * Settles what a crash left behind, refuses a chain whose tail is gone, and reads the whole of one whose last event
     * commits to no state.
     */
    RegistryEditor(
            RegistryStore.Writer writer, String uri, Optional<? extends VerdictSigner> signer, Consumer<String> notices)
            throws IOException {
        this.writer = writer;
        this.uri = uri;
        this.signer = signer;
        this.notices = notices;
        Optional<Intent> intent = Intent.open(writer);
        if (intent.isPresent()) {
            recover(intent.get(), writer, uri, notices);
        }
        RegistryView found = view();
        found.requireWholeChain();
        if (found.committed().isEmpty()) {
            upgrade = Optional.of(Upgrade.of(found));
        }
    }

    /** The state as it is now. */
    public RegistryView view() throws IOException {
        return RegistryView.of(writer, uri);
    }

    /** Replaces or removes a document that no event speaks of: a note from one command to the next. */
    public void keep(DocumentPath note, Optional<byte[]> bytes) throws IOException {
        Intent.write(writer, note, bytes);
    }

    /**
     * Makes a change.
     *
     * @return the head of the chain with its event
     * @throws IOException when it could not be made; it was taken back then, or will be by the next editor
     */
    public Head commit(Change change) throws IOException {
        RegistryView view = view();
        Head tip = view.tip();
        ImmutableMap<DocumentPath, Optional<byte[]>> after = after(change, view);
        String line = line(change, tip, state(change, after, tip.seq() + 1, view), view);
        Head head = tip.after(line);
        ImmutableMap<DocumentPath, byte[]> documents = missing(view, change.before());
        Intent intent = new Intent(line, present(view, documents), finish(after, head, seal(head)));
        try {
            writer.put(DocumentPath.INTENT, intent.encode());
            for (Map.Entry<DocumentPath, byte[]> document : documents.entrySet()) {
                writer.put(document.getKey(), document.getValue());
            }
            writer.append(line);
        } catch (IOException | RuntimeException e) {
            takeBack(intent, e);
        }
        finish(intent);
        upgrade = Optional.empty();
        return head;
    }

    /** The documents that follow the event: the change's own, and the index of what is in quarantine then. */
    private ImmutableMap<DocumentPath, Optional<byte[]>> after(Change change, RegistryView view) throws IOException {
        if (upgrade.isEmpty() && change.after().keySet().stream().noneMatch(QuarantineIndex::isNote)) {
            return change.after();
        }
        QuarantineIndex before = upgrade.isPresent() ? upgrade.get().quarantines() : view.quarantines();
        return ImmutableMap.<DocumentPath, Optional<byte[]>>builder()
                .putAll(change.after())
                .put(DocumentPath.QUARANTINE_INDEX, before.after(change.after()).encode())
                .buildOrThrow();
    }

    /** What the event commits to. Only a promotion reads the attempts, so only it commits to those since the last one. */
    private StateDigest state(Change change, Map<DocumentPath, Optional<byte[]>> after, long seq, RegistryView view)
            throws IOException {
        StateDigest before = upgrade.map(Upgrade::digest)
                .orElseGet(() -> view.committed().orElseThrow().digest());
        Map<DocumentPath, Optional<byte[]>> written = new LinkedHashMap<>(after);
        change.before().forEach((path, bytes) -> written.put(path, Optional.of(bytes)));
        return new StateDigest(
                digest(written, DocumentPath.TAGS, before.tags()),
                digest(written, DocumentPath.LIVE, before.live()),
                digest(written, DocumentPath.TRUST, before.trust()),
                digest(written, DocumentPath.QUARANTINE_INDEX, before.quarantine()),
                digest(written, DocumentPath.BRANCH, before.branch()),
                change.body() instanceof EventBody.Promoted
                        ? CommittedState.attempts(view.document(DocumentPath.ATTEMPTS))
                        : before.attempts(),
                change.body() instanceof EventBody.TrustChanged
                        ? StateDigest.with(before.trustChanges(), seq)
                        : before.trustChanges());
    }

    private static Optional<String> digest(
            Map<DocumentPath, Optional<byte[]>> written, DocumentPath path, Optional<String> before) {
        return written.containsKey(path) ? CommittedState.digest(written.get(path)) : before;
    }

    private String line(Change change, Head tip, StateDigest state, RegistryView view) throws IOException {
        Event event = Event.next(tip, change.at(), change.body()).committingTo(state);
        String line = EventCodec.line(event);
        Trust trust = view.trust();
        if (!trust.demandsSignatures()) {
            return line;
        }
        requireKey(trust, signer, change.at(), uri);
        return EventCodec.line(
                event.sealed(EventSeal.of(line, signer.orElseThrow()).text()));
    }

    /**
     * Sees that an event could be written: where trust demands signatures every event is sealed.
     *
     * @throws CannotJudgeException where there is no key, or none that counts then
     */
    static void requireKey(Trust trust, Optional<? extends VerdictSigner> signer, Instant at, String uri)
            throws IOException {
        if (!trust.demandsSignatures()) {
            return;
        }
        if (signer.isEmpty()) {
            throw new CannotJudgeException(
                    "%s demands signatures, and then every event of it is sealed, but there is no key to seal with; nothing was written: set %s to the whole text of a key that it trusts"
                            .formatted(uri, LocalSigner.VARIABLE));
        }
        KeyId key = signer.get().publicKey().id();
        if (!trust.validAt(at).contains(key)) {
            throw new CannotJudgeException(
                    "%s demands that every event is sealed by a key that it trusts at that time, but the key at hand is %s, which it does not trust at %s; nothing was written: use one that 'gate registry trust list' shows"
                            .formatted(uri, key, at));
        }
    }

    /** Replaces a document that belongs to no event. It stands whole or not at all, without an intent. */
    public void note(DocumentPath path, byte[] bytes) throws IOException {
        writer.put(path, bytes);
    }

    private Optional<Seal> seal(Head head) throws IOException {
        return signer.isPresent() ? Optional.of(HeadSeal.of(head, signer.get())) : Optional.empty();
    }

    private static ImmutableMap<DocumentPath, Optional<byte[]>> finish(
            ImmutableMap<DocumentPath, Optional<byte[]>> after, Head head, Optional<Seal> seal) {
        return ImmutableMap.<DocumentPath, Optional<byte[]>>builder()
                .putAll(after)
                .put(DocumentPath.HEAD, Optional.of(StateCodec.encode(head, seal)))
                .buildOrThrow();
    }

    /** A document that holds these bytes already, such as a known piece of evidence, is no part of the change. */
    private static ImmutableMap<DocumentPath, byte[]> missing(
            RegistryView view, ImmutableMap<DocumentPath, byte[]> wanted) throws IOException {
        ImmutableMap.Builder<DocumentPath, byte[]> missing = ImmutableMap.builder();
        for (Map.Entry<DocumentPath, byte[]> document : wanted.entrySet()) {
            Optional<byte[]> present = view.found(document.getKey());
            if (present.isEmpty() || !Arrays.equals(present.get(), document.getValue())) {
                missing.put(document);
            }
        }
        return missing.buildOrThrow();
    }

    private static ImmutableMap<DocumentPath, Optional<byte[]>> present(
            RegistryView view, ImmutableMap<DocumentPath, byte[]> documents) throws IOException {
        Map<DocumentPath, Optional<byte[]>> present = new LinkedHashMap<>();
        for (DocumentPath path : documents.keySet()) {
            present.put(path, view.found(path));
        }
        return ImmutableMap.copyOf(present);
    }

    /** The event decides, not the exception: an append may have failed behind the line's last byte. */
    private void takeBack(Intent intent, Exception failure) throws IOException {
        boolean happened;
        try {
            happened = intent.isCommitted(writer);
            if (!happened) {
                intent.settle(writer);
            }
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
            happened = false;
        }
        if (!happened) {
            Throwables.throwIfInstanceOf(failure, IOException.class);
            throw (RuntimeException) failure;
        }
    }

    /** What fails behind the event does not undo it: the change reads as done, and the next editor completes it. */
    private void finish(Intent intent) {
        try {
            intent.settle(writer);
        } catch (IOException e) {
            notices.accept(
                    "%s: the change is recorded, but its last files could not be written (%s); the next command that"
                                    .formatted(uri, e.getMessage())
                            + " writes completes them");
        }
    }

    /** Writes documents that belong to no new change: as if the last event's own had been cut short behind it. */
    static void restore(
            RegistryStore.Writer writer,
            String uri,
            ImmutableMap<DocumentPath, Optional<byte[]>> documents,
            Consumer<String> notices)
            throws IOException {
        Optional<Intent> open = Intent.open(writer);
        if (open.isPresent()) {
            recover(open.get(), writer, uri, notices);
        }
        if (documents.isEmpty()) {
            return;
        }
        Intent intent = new Intent(writer.lastEvent().orElse(""), ImmutableMap.of(), documents);
        writer.put(DocumentPath.INTENT, intent.encode());
        intent.settle(writer);
    }

    private static void recover(Intent intent, RegistryStore.Writer writer, String uri, Consumer<String> notices)
            throws IOException {
        Event event = EventCodec.decode(intent.event(), uri + "/" + DocumentPath.INTENT);
        boolean happened = intent.isCommitted(writer);
        long last = RegistryView.of(writer, uri).tip().seq();
        if (last != (happened ? event.seq() : event.seq() - 1)) {
            throw new DamagedRegistryException(
                    "%s/%s prepares event %d, but the chain ends at event %d; run 'gate registry verify' and restore it"
                            .formatted(uri, DocumentPath.INTENT, event.seq(), last));
        }
        intent.settle(writer);
        notices.accept("%s: a change that was cut short (event %d) was %s"
                .formatted(uri, event.seq(), happened ? "finished" : "undone"));
    }
}
