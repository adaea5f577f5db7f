package dev.modelgate.registry.copy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.EvidenceDigests;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.EntryCodec;
import dev.modelgate.registry.state.QuarantineNote;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StateCodec;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event of one history as a change of another: with the numbers, entry digests and pointers that hold there, and
 * the documents that it names.
 */
final class Redo {

    private final Event event;
    private final RegistryView from;
    private final RegistryView onto;
    private final Map<DocumentPath, byte[]> documents = new LinkedHashMap<>();
    private final Map<DocumentPath, Optional<byte[]>> after = new LinkedHashMap<>();

    private Redo(Event event, RegistryView from, RegistryView onto) {
        this.event = event;
        this.from = from;
        this.onto = onto;
    }

    static Change of(Event event, RegistryView from, RegistryView onto) throws IOException {
        Redo redo = new Redo(event, from, onto);
        EventBody body = redo.body();
        return new Change(event.at(), body, ImmutableMap.copyOf(redo.documents), ImmutableMap.copyOf(redo.after));
    }

    private EventBody body() throws IOException {
        EventBody body = event.body();
        if (body instanceof EventBody.Registered registered) {
            return registered(registered.sha());
        } else if (body instanceof EventBody.Promoted promoted) {
            return promoted(promoted);
        } else if (body instanceof EventBody.RolledBack rolledBack) {
            LivePointer to = release(rolledBack.to().semver());
            moveTo(to);
            return new EventBody.RolledBack(
                    entry(to.sha()).sha256(), to, onto.live().orElseThrow(), rolledBack.why());
        } else if (body instanceof EventBody.Quarantined quarantine) {
            keep(DocumentPath.verdict(quarantine.verdictSha256()));
            order(quarantine);
            return new EventBody.Quarantined(
                    quarantine.sha(),
                    entry(quarantine.sha()).sha256(),
                    quarantine.contentSha(),
                    quarantine.verdictSha256());
        } else if (body instanceof EventBody.QuarantineLifted lifted) {
            keep(DocumentPath.verdict(lifted.verdictSha256()));
            after.put(DocumentPath.quarantine(lifted.contentSha()), Optional.empty());
            return new EventBody.QuarantineLifted(
                    lifted.sha(), entry(lifted.sha()).sha256(), lifted.contentSha(), lifted.verdictSha256());
        }
        return banning(body);
    }

    private EventBody banning(EventBody body) throws IOException {
        if (body instanceof EventBody.Banned banned) {
            order(banned);
            return new EventBody.Banned(
                    banned.sha(), entry(banned.sha()).sha256(), banned.contentSha(), banned.statement());
        } else if (body instanceof EventBody.Unbanned unbanned) {
            after.put(DocumentPath.quarantine(unbanned.contentSha()), Optional.empty());
            return new EventBody.Unbanned(
                    unbanned.sha(), entry(unbanned.sha()).sha256(), unbanned.contentSha(), unbanned.statement());
        }
        throw new IllegalArgumentException("an event that is never moved: " + body);
    }

    private void order(EventBody.OrdersQuarantine order) {
        after.put(
                DocumentPath.quarantine(order.contentSha()),
                Optional.of(QuarantineNote.of(order, event.at()).encode()));
    }

    private EventBody registered(CanonicalSha sha) throws IOException {
        Entry entry = from.entry(sha)
                .orElseThrow(() -> missing(DocumentPath.entry(sha)))
                .entry();
        byte[] bytes = EntryCodec.encode(new Entry(
                entry.sha(),
                entry.document(),
                entry.lineage(),
                entry.registeredAt(),
                onto.tip().seq() + 1,
                entry.artifact(),
                entry.accompanying()));
        documents.put(DocumentPath.entry(sha), bytes);
        return new EventBody.Registered(sha, Sha256.hex(bytes));
    }

    private EventBody promoted(EventBody.Promoted promoted) throws IOException {
        EvidenceDigests evidence = promoted.evidence();
        keep(DocumentPath.verdict(evidence.verdict()));
        if (evidence.judgement().isPresent()) {
            keep(DocumentPath.verdict(evidence.judgement().get()));
        }
        keep(DocumentPath.report(evidence.report()));
        keep(DocumentPath.report(evidence.baseline()));
        for (String cases : Stream.concat(evidence.cases().stream(), evidence.baselineCases().stream())
                .toList()) {
            keep(DocumentPath.cases(cases));
        }
        documents.put(DocumentPath.TAGS, StateCodec.encode(onto.tags().with(promoted.semver(), promoted.sha())));
        moveTo(new LivePointer(promoted.sha(), promoted.semver(), onto.tip().seq() + 1));
        return new EventBody.Promoted(
                promoted.sha(), entry(promoted.sha()).sha256(), promoted.semver(), evidence, onto.live());
    }

    private void moveTo(LivePointer release) {
        after.put(DocumentPath.LIVE, Optional.of(StateCodec.encode(release, event.at())));
    }

    private StoredEntry entry(CanonicalSha sha) throws IOException {
        return onto.entry(sha).orElseThrow(() -> missing(DocumentPath.entry(sha)));
    }

    private LivePointer release(SemverTag semver) throws IOException {
        try (Stream<LivePointer> releases = onto.releases()) {
            return releases.filter(release -> release.semver().equals(semver))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void keep(DocumentPath path) throws IOException {
        documents.put(path, from.document(path).orElseThrow(() -> missing(path)));
    }

    private DamagedRegistryException missing(DocumentPath path) {
        return new DamagedRegistryException(
                "%s is missing, but an event names it; restore it from a copy".formatted(from.name(path)));
    }
}
