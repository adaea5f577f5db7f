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
import dev.modelgate.core.release.Tags;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.registry.sign.TrustCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * One state of a registry. Where a change was cut short by a crash, it reads as if the next writer had been here
 * already: wholly done where its event stands, not begun where it does not.
 */
public final class RegistryView {

    private final RegistryStore.Reader reader;
    private final String uri;
    private final boolean interrupted;
    private final ImmutableMap<DocumentPath, Optional<byte[]>> overlay;
    private Optional<Tags> tags = Optional.empty();

    private RegistryView(
            RegistryStore.Reader reader,
            String uri,
            boolean interrupted,
            ImmutableMap<DocumentPath, Optional<byte[]>> overlay) {
        this.reader = reader;
        this.uri = uri;
        this.interrupted = interrupted;
        this.overlay = overlay;
    }

    static RegistryView of(RegistryStore.Reader reader, String uri) throws IOException {
        Optional<Intent> intent = Intent.open(reader);
        return intent.isPresent()
                ? new RegistryView(reader, uri, true, intent.get().effective(reader))
                : new RegistryView(reader, uri, false, ImmutableMap.of());
    }

    /** The state for whoever looks for damage: an intent that cannot be read hides nothing. */
    static RegistryView asFound(RegistryStore.Reader reader, String uri) throws IOException {
        try {
            return of(reader, uri);
        } catch (CannotJudgeException e) {
            return new RegistryView(reader, uri, true, ImmutableMap.of());
        }
    }

    /** The registry as the user named it, for messages. */
    public String uri() {
        return uri;
    }

    /** True where a change was cut short and the next writer will finish or undo it. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** @throws DamagedRegistryException where an intent is there and is none */
    public void requireReadableIntent() throws IOException {
        Intent.open(reader).ifPresent(intent -> decode(intent.event()));
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
        return new Head(decode(last.get()).seq(), Head.sha256(last.get()));
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

    /** The event with that number; empty beyond the end. */
    public Optional<Event> event(long seq) throws IOException {
        return reader.event(seq).map(line -> decode(line, seq));
    }

    /** What was live before that release, and before that, nearest first. */
    public ReleasePath before(LivePointer release) {
        return new ReleasePath(this, release);
    }

    /** Every release there ever was, oldest first; reads the whole chain. To be closed. */
    public Stream<LivePointer> releases() throws IOException {
        AtomicLong line = new AtomicLong();
        return reader.events()
                .map(text -> decode(text, line.incrementAndGet()))
                .filter(event -> event.body() instanceof EventBody.Promoted)
                .map(event -> release(event.seq(), (EventBody.Promoted) event.body()));
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

    public Optional<byte[]> document(DocumentPath path) throws IOException {
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

    private Event decode(String line) {
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
