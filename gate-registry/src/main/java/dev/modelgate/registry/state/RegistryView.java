package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.core.release.RegistryPin;
import dev.modelgate.core.release.StateDigest;
import dev.modelgate.core.release.Tags;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.registry.sign.EventSeal;
import dev.modelgate.registry.sign.TrustCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One state of a registry. Where a change was cut short by a crash, it reads as if the next writer had been here
 * already: wholly done where its event stands, not begun where it does not.
 */
public final class RegistryView {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final RegistryStore.Reader reader;
    private final String uri;
    private final boolean interrupted;
    private final ImmutableMap<DocumentPath, Optional<byte[]>> overlay;
    private final Optional<CommittedState> committed;
    private Optional<Tags> tags = Optional.empty();
    private Optional<TrustHistory> trusts = Optional.empty();
    private Optional<QuarantineIndex> quarantines = Optional.empty();

    private RegistryView(
            RegistryStore.Reader reader,
            String uri,
            boolean interrupted,
            ImmutableMap<DocumentPath, Optional<byte[]>> overlay,
            Optional<CommittedState> committed) {
        this.reader = reader;
        this.uri = uri;
        this.interrupted = interrupted;
        this.overlay = overlay;
        this.committed = committed;
    }

    /** The state for whoever decides by it: each document is held to what the last event commits to. */
    static RegistryView of(RegistryStore.Reader reader, String uri) throws IOException {
        return over(Intent.open(reader), reader, uri, committed(reader, uri));
    }

    /** The state for whoever looks for damage: an intent that cannot be read hides nothing, and nothing is refused. */
    static RegistryView asFound(RegistryStore.Reader reader, String uri) throws IOException {
        try {
            return over(Intent.open(reader), reader, uri, Optional.empty());
        } catch (CannotJudgeException e) {
            return new RegistryView(reader, uri, true, ImmutableMap.of(), Optional.empty());
        }
    }

    private static RegistryView over(
            Optional<Intent> intent, RegistryStore.Reader reader, String uri, Optional<CommittedState> committed)
            throws IOException {
        return intent.isPresent()
                ? new RegistryView(reader, uri, true, intent.get().effective(reader), committed)
                : new RegistryView(reader, uri, false, ImmutableMap.of(), committed);
    }

    /** Empty where the last event is of the former format, until the next writer has read the whole chain. */
    private static Optional<CommittedState> committed(RegistryStore.Reader reader, String uri) throws IOException {
        Optional<String> last = reader.lastEvent();
        if (last.isEmpty()) {
            return Optional.of(CommittedState.NOTHING);
        }
        Event event = decode(last.get(), uri);
        return event.state().map(state -> new CommittedState(event.seq(), state));
    }

    /** What the last event commits to; empty as long as none of this format was written, and for whoever looks for damage. */
    Optional<CommittedState> committed() {
        return committed;
    }

    RegistryStore.Reader reader() {
        return reader;
    }

    /** The registry as the user named it, for messages. */
    public String uri() {
        return uri;
    }

    /** True where a change was cut short and the next writer will finish or undo it. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** The event of a change that happened and whose last documents are not written yet. */
    public Optional<Event> unfinished() throws IOException {
        Optional<Intent> intent = Intent.open(reader);
        return intent.isPresent() && intent.get().isCommitted(reader)
                ? Optional.of(decode(intent.get().event(), uri))
                : Optional.empty();
    }

    /** The documents that do not hold yet, or still, what they read as: whoever opens them by hand sees another state. */
    public ImmutableList<DocumentPath> behind() throws IOException {
        ImmutableList.Builder<DocumentPath> behind = ImmutableList.builder();
        for (Map.Entry<DocumentPath, Optional<byte[]>> settled : overlay.entrySet()) {
            if (!isSame(reader.document(settled.getKey()), settled.getValue())) {
                behind.add(settled.getKey());
            }
        }
        return behind.build();
    }

    private static boolean isSame(Optional<byte[]> found, Optional<byte[]> wanted) {
        return found.map(ByteBuffer::wrap).equals(wanted.map(ByteBuffer::wrap));
    }

    /** @throws DamagedRegistryException where an intent is there and is none */
    public void requireReadableIntent() throws IOException {
        Intent.open(reader).ifPresent(intent -> decode(intent.event(), uri));
    }

    /** Whether there is neither an event nor a document: nobody ever wrote to it. */
    public boolean isEmpty() throws IOException {
        return reader.lastEvent().isEmpty() && reader.documents().isEmpty();
    }

    /** What the first event says; empty for a registry that nobody wrote to. */
    public Optional<RegistryIdentity> identity() throws IOException {
        Optional<String> first = reader.event(1);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (decode(first.get(), 1).body() instanceof EventBody.Created created) {
            return Optional.of(created.registry());
        }
        throw new DamagedRegistryException(
                "%s: the first event of a registry must be 'created'; run 'gate registry verify'"
                        .formatted(reader.place(1)));
    }

    /** The end of the chain, from the chain itself. */
    public Head tip() throws IOException {
        Optional<String> last = reader.lastEvent();
        if (last.isEmpty()) {
            return Head.EMPTY;
        }
        return new Head(decode(last.get(), uri).seq(), Head.sha256(last.get()));
    }

    /** The end of the chain as {@code head.json} keeps it. */
    public Optional<Head> keptHead() throws IOException {
        return document(DocumentPath.HEAD).map(bytes -> StateCodec.head(bytes, name(DocumentPath.HEAD)));
    }

    /** Read once: a thousand tags take longer to parse than all else that a promotion reads. */
    public Tags tags() throws IOException {
        if (tags.isEmpty()) {
            tags = Optional.of(document(DocumentPath.TAGS)
                    .map(bytes -> StateCodec.tags(bytes, name(DocumentPath.TAGS)))
                    .orElse(Tags.NONE));
        }
        return tags.get();
    }

    /** What is live; empty until something was promoted. */
    public Optional<LivePointer> live() throws IOException {
        return document(DocumentPath.LIVE).map(bytes -> StateCodec.live(bytes, name(DocumentPath.LIVE)));
    }

    /** When the live pointer last moved; empty until something was promoted. */
    public Optional<Instant> liveSince() throws IOException {
        return document(DocumentPath.LIVE).map(bytes -> StateCodec.liveSince(bytes, name(DocumentPath.LIVE)));
    }

    /**
     * The entry of a model.
     *
     * @throws DamagedRegistryException where it is not what the event that registered the model says
     */
    public Optional<StoredEntry> entry(CanonicalSha sha) throws IOException {
        DocumentPath path = DocumentPath.entry(sha);
        Optional<byte[]> bytes = document(path);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        String sha256 = Sha256.hex(bytes.get());
        StoredEntry stored = new StoredEntry(EntryCodec.decode(bytes.get(), name(path)), sha256);
        if (event(stored.entry().registeredSeq())
                .filter(event -> isRegistration(event.body(), sha, sha256))
                .isEmpty()) {
            throw new DamagedRegistryException(
                    "%s is not the entry that event %d registered; run 'gate registry verify' and restore it"
                            .formatted(name(path), stored.entry().registeredSeq()));
        }
        return Optional.of(stored);
    }

    private static boolean isRegistration(EventBody body, CanonicalSha sha, String sha256) {
        return body instanceof EventBody.Registered registered
                && registered.sha().equals(sha)
                && registered.entrySha256().equals(sha256);
    }

    /** Every model that has an entry, sorted. */
    public ImmutableList<CanonicalSha> models() throws IOException {
        return documents(DocumentPath.ENTRIES).stream()
                .map(path -> StateCodec.decoded(name(path), () -> new CanonicalSha(path.stem())))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Whose verdicts count; {@link Trust#NONE} until someone said so.
     *
     * @throws DamagedRegistryException where it is not what the event that changed it says
     */
    public Trust trust() throws IOException {
        Optional<byte[]> bytes = document(DocumentPath.TRUST);
        trusts();
        if (bytes.isEmpty()) {
            return Trust.NONE;
        }
        JsonFields fields = StateCodec.fields(bytes.get(), name(DocumentPath.TRUST));
        Trust trust = TrustCodec.decode(fields.source(), fields.name());
        long seq = fields.integer(StateCodec.CHANGED_SEQ);
        if (event(seq).filter(event -> isTrust(event.body(), trust)).isEmpty()) {
            throw new DamagedRegistryException(
                    "%s is not the trust of event %d; run 'gate registry verify' and restore it"
                            .formatted(fields.name(), seq));
        }
        return trust;
    }

    /** The trusts that there were, proven; none of a registry of the former format, whose document alone counts. */
    private TrustHistory trusts() throws IOException {
        if (trusts.isEmpty()) {
            trusts = Optional.of(
                    committed.isEmpty()
                            ? TrustHistory.NONE
                            : TrustHistory.of(reader, committed.get().digest().trustChanges()));
        }
        return trusts.get();
    }

    private static boolean isTrust(EventBody body, Trust trust) {
        return body instanceof EventBody.TrustChanged changed && changed.trust().equals(trust);
    }

    /**
     * The branch whose rules count: the last one that a person recorded, else the one that the registry began with.
     *
     * @throws DamagedRegistryException where it is not what the event that recorded it says
     */
    public Optional<BranchName> branch() throws IOException {
        Optional<byte[]> bytes = document(DocumentPath.BRANCH);
        if (bytes.isEmpty()) {
            return identity().flatMap(RegistryIdentity::branch);
        }
        JsonFields fields = StateCodec.fields(bytes.get(), name(DocumentPath.BRANCH));
        BranchName branch = StateCodec.decoded(fields.name(), () -> new BranchName(fields.text("branch")));
        long seq = fields.integer(StateCodec.CHANGED_SEQ);
        if (event(seq)
                .filter(event -> event.body().equals(new EventBody.BranchChanged(branch)))
                .isEmpty()) {
            throw new DamagedRegistryException(
                    "%s is not the branch of event %d; run 'gate registry verify' and restore it"
                            .formatted(fields.name(), seq));
        }
        return Optional.of(branch);
    }

    /** Why content is in quarantine; empty where it is not. */
    public Optional<QuarantineNote> quarantine(CanonicalSha contentSha) throws IOException {
        DocumentPath path = DocumentPath.quarantine(contentSha);
        return document(path).map(bytes -> QuarantineNote.decode(bytes, name(path)));
    }

    public boolean isQuarantined(CanonicalSha contentSha) throws IOException {
        return document(DocumentPath.quarantine(contentSha)).isPresent();
    }

    /** Which content is in quarantine: a note by itself says neither that it is nor that it is not. */
    QuarantineIndex quarantines() throws IOException {
        if (quarantines.isEmpty()) {
            quarantines = Optional.of(document(DocumentPath.QUARANTINE_INDEX)
                    .map(bytes -> QuarantineIndex.decode(bytes, name(DocumentPath.QUARANTINE_INDEX)))
                    .orElse(QuarantineIndex.EMPTY));
        }
        return quarantines.get();
    }

    /**
     * The event with that number; empty beyond the end.
     *
     * @throws DamagedRegistryException where it is another one, or has no seal where one is demanded: a line in the
     *     midst could be exchanged without a trace at the end of the chain
     */
    public Optional<Event> event(long seq) throws IOException {
        Optional<String> line = reader.event(seq);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        Event event = decode(line.get(), seq);
        requireSealed(line.get(), event);
        return Optional.of(event);
    }

    /** Sees that the last event was written by a holder of a trusted key, and with it all before, where trust demands that. */
    void requireSealedTip() throws IOException {
        Optional<String> last = reader.lastEvent();
        if (last.isPresent()) {
            requireSealed(last.get(), decode(last.get(), uri));
        }
    }

    /** Sees that the chain ends where {@code head.json} says: a change of one without the other is no change of ours. */
    void requireWholeChain() throws IOException {
        Head tip = tip();
        Head kept = keptHead().orElse(Head.EMPTY);
        if (!kept.equals(tip)) {
            throw new DamagedRegistryException(
                    ("%s: the chain ends at event %d (%s), but head.json says event %d (%s); nothing is"
                                    + " decided by or written to a chain"
                                    + " that lost or changed its tail, run 'gate registry verify' and restore it")
                            .formatted(uri, tip.seq(), tip.sha256(), kept.seq(), kept.sha256()));
        }
    }

    /**
     * Sees that it is the registry that was pinned.
     *
     * @throws CannotJudgeException where it is another one, or none
     */
    void requirePinned(RegistryPin pin) throws IOException {
        String found = reader.event(1).map(Head::sha256).orElse("none, for it is empty");
        if (!found.equals(pin.id())) {
            throw new CannotJudgeException(
                    "%s has the id %s, but gate.yaml pins the registry %s (wiring.registry_pin); name that registry, or restore it from a copy"
                            .formatted(uri, found, pin.id()));
        }
        if (pin.key().isEmpty()) {
            return;
        }
        Optional<KeyId> root = committed.isPresent() ? trusts().root() : formerRoot();
        if (!root.equals(pin.key())) {
            throw new DamagedRegistryException(
                    "the first trust of %s is sealed by %s, but gate.yaml pins key %s (wiring.registry_pin); the chain was replaced behind its first event: restore it from a copy"
                            .formatted(
                                    uri,
                                    root.map(key -> "key " + key).orElse("no key"),
                                    pin.key().get()));
        }
    }

    /** In a registry of the former format the first trust has to be looked for. */
    private Optional<KeyId> formerRoot() throws IOException {
        AtomicLong number = new AtomicLong();
        Optional<Event> first;
        try (Stream<String> lines = reader.events()) {
            first = lines.map(line -> decode(line, number.incrementAndGet()))
                    .filter(event -> event.body() instanceof EventBody.TrustChanged)
                    .findFirst();
        }
        return first.isPresent()
                ? TrustHistory.of(reader, List.of(first.get().seq())).root()
                : Optional.empty();
    }

    /**
     * Sees that the chain contains a head that was kept, and that all behind it follows from it. The part before need not
     * be read: the head covers it.
     *
     * @throws DamagedRegistryException where it is not there: an older copy was put back, or the history replaced
     */
    void requireContinues(KeptHead kept) throws IOException {
        Head tip = tip();
        if (kept.head().seq() > tip.seq()) {
            throw new DamagedRegistryException(
                    "%s ends at event %d, but %s is at event %d; an older copy was put back or the lines behind it were dropped: restore the newest copy"
                            .formatted(uri, tip.seq(), kept.name(), kept.head().seq()));
        }
        Head head = Head.EMPTY;
        Optional<StateDigest> state = Optional.empty();
        for (long seq = Math.max(1, kept.head().seq()); seq <= tip.seq(); seq++) {
            String line = reader.event(seq).orElseThrow();
            Event event = decode(line, seq);
            if (seq == kept.head().seq()) {
                requireKept(line, seq, kept);
            } else {
                requireFollows(line, event, head, state);
            }
            head = new Head(seq, Head.sha256(line));
            state = event.state();
        }
    }

    private void requireKept(String line, long seq, KeptHead kept) {
        if (!Head.sha256(line).equals(kept.head().sha256())) {
            throw new DamagedRegistryException(
                    "%s: the event has the digest %s, but %s says %s; the history was replaced: restore it from a copy"
                            .formatted(
                                    reader.place(seq),
                                    Head.sha256(line),
                                    kept.name(),
                                    kept.head().sha256()));
        }
    }

    private void requireFollows(String line, Event event, Head head, Optional<StateDigest> before) throws IOException {
        Optional<String> objection = event.prev().equals(head.sha256())
                ? before.flatMap(state -> event.state().isEmpty()
                        ? Optional.of("the event commits to no state, but the one before it does")
                        : event.state().get().objection(state, event))
                : Optional.of("the event does not follow the line before it");
        if (objection.isPresent()) {
            throw new DamagedRegistryException(
                    "%s: %s; run 'gate registry verify'".formatted(reader.place(event.seq()), objection.get()));
        }
        requireSealed(line, event);
    }

    private void requireSealed(String line, Event event) throws IOException {
        if (committed.isEmpty() || event.state().isEmpty()) {
            return;
        }
        Optional<String> objection = EventSeal.objection(line, event, trusts().before(event.seq()));
        if (objection.isPresent()) {
            throw new DamagedRegistryException(
                    "%s: %s; run 'gate registry verify'".formatted(reader.place(event.seq()), objection.get()));
        }
    }

    /** What was live before that release, and before that, nearest first. */
    public ReleasePath before(LivePointer release) {
        return new ReleasePath(this, release);
    }

    /** Every release there ever was, oldest first; reads the whole chain. To be closed. */
    public Stream<LivePointer> releases() throws IOException {
        AtomicLong line = new AtomicLong();
        return reader.events()
                .map(text -> sealedPromotion(text, line.incrementAndGet()))
                .flatMap(Optional::stream)
                .map(event -> release(event.seq(), (EventBody.Promoted) event.body()));
    }

    private Optional<Event> sealedPromotion(String line, long seq) {
        Event event = decode(line, seq);
        if (!(event.body() instanceof EventBody.Promoted)) {
            return Optional.empty();
        }
        try {
            requireSealed(line, event);
            return Optional.of(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LivePointer release(long seq, EventBody.Promoted promoted) {
        return new LivePointer(promoted.sha(), promoted.semver(), seq);
    }

    /** All lines of the chain, oldest first. To be closed. */
    public Stream<String> lines() throws IOException {
        return reader.events();
    }

    /** Where a line of the chain stands, for messages. */
    public String place(long seq) {
        return reader.place(seq);
    }

    /**
     * A document, held to the chain.
     *
     * @throws DamagedRegistryException where it is not what the last event commits to
     */
    public Optional<byte[]> document(DocumentPath path) throws IOException {
        Optional<byte[]> bytes = found(path);
        if (committed.isPresent()) {
            if (QuarantineIndex.isNote(path)) {
                committed.get().require(quarantines().note(path), bytes, name(path));
            } else if (bytes.isPresent() && isNamedByItsDigest(path)) {
                requireNamed(path, bytes.get());
            } else {
                committed.get().require(path, bytes, name(path));
            }
        }
        return bytes;
    }

    /**
     * Verdicts, reports and cases: an event names each by its digest, and so does its path. A signature beside a report
     * is named by the report's, and proves itself.
     */
    private static boolean isNamedByItsDigest(DocumentPath path) {
        return (path.text().startsWith(DocumentPath.VERDICTS + "/")
                        || path.text().startsWith(DocumentPath.EVIDENCE + "/"))
                && DIGEST.matcher(path.stem()).matches();
    }

    private void requireNamed(DocumentPath path, byte[] bytes) {
        if (!Sha256.hex(bytes).equals(path.stem())) {
            throw new DamagedRegistryException(
                    "%s has the digest %s, but is named by another; it was edited: restore it from a copy"
                            .formatted(name(path), Sha256.hex(bytes)));
        }
    }

    /** A document as it is, for whoever replaces it. */
    Optional<byte[]> found(DocumentPath path) throws IOException {
        Optional<byte[]> settled = overlay.get(path);
        return settled == null ? reader.document(path) : settled;
    }

    /**
     * A document that a release was promoted by.
     *
     * @throws CannotJudgeException where it is gone
     */
    public byte[] evidence(DocumentPath path) throws IOException {
        return document(path)
                .orElseThrow(() -> new CannotJudgeException(
                        "%s is not in the registry, but the release was promoted by it; run 'gate registry verify'"
                                .formatted(path)));
    }

    /** The documents directly below a folder, sorted by name. */
    public List<DocumentPath> documents(String folder) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        reader.documents(folder).forEach(path -> names.add(path.name()));
        overlay.forEach((path, bytes) -> {
            if (path.equals(DocumentPath.in(folder, path.name()))) {
                names.remove(path.name());
                bytes.ifPresent(present -> names.add(path.name()));
            }
        });
        return names.stream().map(name -> DocumentPath.in(folder, name)).toList();
    }

    /** A document as the user finds it, for messages. */
    public String name(DocumentPath path) {
        return uri + "/" + path;
    }

    private static Event decode(String line, String uri) {
        return EventCodec.decode(line, "an event of " + uri);
    }

    private Event decode(String line, long seq) {
        Event event = EventCodec.decode(line, reader.place(seq));
        if (event.seq() != seq) {
            throw new DamagedRegistryException("%s: event %d stands where event %d belongs; run 'gate registry verify'"
                    .formatted(reader.place(seq), event.seq(), seq));
        }
        return event;
    }
}
