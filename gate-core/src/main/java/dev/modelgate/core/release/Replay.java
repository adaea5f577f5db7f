package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.trust.Trust;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state that a chain of events adds up to: what tags, entries and pointer must say. Events that contradict the
 * ones before them are findings, for no gate writes such.
 */
public final class Replay {

    private final ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    private final Map<CanonicalSha, String> entries = new LinkedHashMap<>();
    private final Map<SemverTag, CanonicalSha> tags = new LinkedHashMap<>();
    private final Map<SemverTag, LivePointer> releases = new LinkedHashMap<>();
    private final Map<CanonicalSha, Event> quarantined = new LinkedHashMap<>();
    private final Set<DocumentPath> evidence = new LinkedHashSet<>();
    private Optional<RegistryIdentity> registry = Optional.empty();
    private Optional<LivePointer> live = Optional.empty();
    private Trust trust = Trust.NONE;
    private Optional<BranchName> branch = Optional.empty();
    private Optional<Long> branchChangedSeq = Optional.empty();
    private Optional<Instant> liveSince = Optional.empty();
    private ImmutableList<Long> trustChanges = ImmutableList.of();
    private Optional<StateDigest> state = Optional.empty();
    private long lastSeq;

    /** Takes the next event. */
    public void apply(Event event, String place) {
        EventBody body = event.body();
        if (registry.isEmpty() && !(body instanceof EventBody.Created)) {
            add(place, "the registry has no 'created' event before this one, but it must be the first");
        }
        if (body instanceof EventBody.Created created) {
            created(created, place);
        } else if (body instanceof EventBody.TrustChanged changed) {
            trust = changed.trust();
            trustChanges = StateDigest.with(trustChanges, event.seq());
        } else if (body instanceof EventBody.BranchChanged changed) {
            branch = Optional.of(changed.branch());
            branchChangedSeq = Optional.of(event.seq());
        } else if (body instanceof EventBody.OfEntry ofEntry) {
            entry(ofEntry, place);
            applyTo(event, ofEntry, place);
        }
        committed(event, place);
    }

    /** A state once committed to is committed to for ever: an event without one would let every document lie. */
    private void committed(Event event, String place) {
        Optional<StateDigest> before = event.seq() == 1 ? Optional.of(StateDigest.EMPTY) : state;
        if (event.state().isEmpty() && state.isPresent()) {
            add(
                    place,
                    "the event commits to no state, but the one before it does; no gate that knows states writes such");
        }
        if (event.state().isPresent()) {
            before.flatMap(known -> event.state().get().objection(known, event)).ifPresent(why -> add(place, why));
            state = event.state();
        }
        lastSeq = event.seq();
    }

    private void applyTo(Event event, EventBody.OfEntry body, String place) {
        if (body instanceof EventBody.Promoted promoted) {
            promoted(event, promoted, place);
        } else if (body instanceof EventBody.RolledBack rolledBack) {
            rolledBack(rolledBack, event.at(), place);
        } else if (body instanceof EventBody.OrdersQuarantine quarantine) {
            quarantined.put(quarantine.contentSha(), event);
        } else if (body instanceof EventBody.LiftsQuarantine lifted) {
            quarantined.remove(lifted.contentSha());
        }
        noteVerdict(body);
    }

    private void noteVerdict(EventBody.OfEntry body) {
        if (body instanceof EventBody.Quarantined quarantine) {
            evidence.add(DocumentPath.verdict(quarantine.verdictSha256()));
        } else if (body instanceof EventBody.QuarantineLifted lifted) {
            evidence.add(DocumentPath.verdict(lifted.verdictSha256()));
        }
    }

    private void created(EventBody.Created created, String place) {
        if (registry.isPresent()) {
            add(place, "the registry is created a second time, but it begins once");
            return;
        }
        registry = Optional.of(created.registry());
        branch = created.registry().branch();
    }

    private void entry(EventBody.OfEntry body, String place) {
        String known = entries.get(body.sha());
        if (known == null && !(body instanceof EventBody.Registered)) {
            add(place, "model %s was not registered before this event".formatted(body.sha()));
        } else if (known != null && !known.equals(body.entrySha256())) {
            add(
                    place,
                    "the event gives the entry of model %s the digest %s, but an earlier one gives %s"
                            .formatted(body.sha(), body.entrySha256(), known));
        }
        entries.putIfAbsent(body.sha(), body.entrySha256());
    }

    private void promoted(Event event, EventBody.Promoted promoted, String place) {
        CanonicalSha named = tags.putIfAbsent(promoted.semver(), promoted.sha());
        if (named != null) {
            add(place, "version %s is given a second time; it names model %s".formatted(promoted.semver(), named));
        }
        if (!promoted.previous().equals(live)) {
            add(
                    place,
                    "the event says that %s was live before, but %s was"
                            .formatted(shown(promoted.previous()), shown(live)));
        }
        LivePointer release = new LivePointer(promoted.sha(), promoted.semver(), event.seq());
        releases.putIfAbsent(promoted.semver(), release);
        moveTo(release, event.at());
        note(promoted.evidence());
    }

    private void rolledBack(EventBody.RolledBack rolledBack, Instant at, String place) {
        if (!rolledBack.to().equals(releases.get(rolledBack.to().semver()))) {
            add(place, "the event goes back to %s, which no event promoted".formatted(rolledBack.to()));
        }
        if (!live.equals(Optional.of(rolledBack.from()))) {
            add(place, "the event goes back from %s, but %s was live".formatted(rolledBack.from(), shown(live)));
        }
        moveTo(rolledBack.to(), at);
    }

    private void moveTo(LivePointer release, Instant at) {
        live = Optional.of(release);
        liveSince = Optional.of(at);
    }

    private void note(EvidenceDigests digests) {
        evidence.add(DocumentPath.verdict(digests.verdict()));
        digests.judgement().map(DocumentPath::verdict).ifPresent(evidence::add);
        evidence.add(DocumentPath.report(digests.report()));
        evidence.add(DocumentPath.report(digests.baseline()));
        digests.cases().map(DocumentPath::cases).ifPresent(evidence::add);
        digests.baselineCases().map(DocumentPath::cases).ifPresent(evidence::add);
    }

    private static String shown(Optional<LivePointer> release) {
        return release.map(LivePointer::toString).orElse("nothing");
    }

    private void add(String place, String message) {
        findings.add(new Finding(place, message));
    }

    public Optional<RegistryIdentity> registry() {
        return registry;
    }

    public Optional<LivePointer> live() {
        return live;
    }

    /** When the live pointer last moved. */
    public Optional<Instant> liveSince() {
        return liveSince;
    }

    /** Whose verdicts count; whether each change was allowed, its seals tell. */
    public Trust trust() {
        return trust;
    }

    /** The branch whose rules count. */
    public Optional<BranchName> branch() {
        return branch;
    }

    public Tags tags() {
        return new Tags(ImmutableMap.copyOf(tags));
    }

    /** The digest of each model's entry. */
    public ImmutableMap<CanonicalSha, String> entries() {
        return ImmutableMap.copyOf(entries);
    }

    /** Numbers of the events that changed the trust. */
    public ImmutableList<Long> trustChanges() {
        return trustChanges;
    }

    /** The number of the event that recorded the branch; empty where the registry began with it, or has none. */
    public Optional<Long> branchChangedSeq() {
        return branchChangedSeq;
    }

    /** The number that the last event has. */
    public long lastSeq() {
        return lastSeq;
    }

    /** What the last event that commits to a state commits to. */
    public Optional<StateDigest> state() {
        return state;
    }

    /** The content in quarantine, with the event that put it there. */
    public ImmutableMap<CanonicalSha, Event> quarantined() {
        return ImmutableMap.copyOf(quarantined);
    }

    /** Every document that an event names by its digest. */
    public ImmutableSet<DocumentPath> evidence() {
        return ImmutableSet.copyOf(evidence);
    }

    public ImmutableList<Finding> findings() {
        return findings.build();
    }
}
