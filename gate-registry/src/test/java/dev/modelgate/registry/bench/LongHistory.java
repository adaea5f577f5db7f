package dev.modelgate.registry.bench;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.EvidenceDigests;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.core.release.StateDigest;
import dev.modelgate.core.release.Tags;
import dev.modelgate.registry.state.EntryCodec;
import dev.modelgate.registry.state.EventCodec;
import dev.modelgate.registry.state.StateCodec;
import dev.modelgate.registry.testing.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registry that went through much: so many models registered and promoted, then the pointer moved back and forth
 * until the chain is long enough. All of it is what the gate itself would have written.
 */
final class LongHistory extends AbstractIterator<String> {

    private final long events;
    private final EvidenceDigests evidence;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> entryDigests = new ArrayList<>();
    private final List<LivePointer> releases = new ArrayList<>();
    private Optional<LivePointer> live = Optional.empty();
    private Tags tags = Tags.NONE;
    private Optional<String> tagsSha256 = Optional.empty();
    private Head head = Head.EMPTY;

    private LongHistory(ProjectFolder project, long events, int models, EvidenceDigests evidence) throws IOException {
        this.events = events;
        this.evidence = evidence;
        for (int i = 0; i < models; i++) {
            Optional<CanonicalSha> parent = Optional.of(new CanonicalSha(
                    Sha256.hex(Integer.toString(i).getBytes(java.nio.charset.StandardCharsets.UTF_8))));
            Entry entry = Entry.of(
                    project.document("old model", parent),
                    LineageFacts.UNKNOWN,
                    ProjectFolder.NOW,
                    2L * i + 2,
                    "none",
                    ImmutableList.of());
            entries.add(entry);
            entryDigests.add(Sha256.hex(EntryCodec.encode(entry)));
        }
    }

    /** Fills an empty store. */
    static void write(RegistryStore store, ProjectFolder project, long events, int models) throws IOException {
        byte[] verdict = Files.readAllBytes(project.file("old_verdict.json"));
        byte[] report = Files.readAllBytes(project.file("old.json"));
        EvidenceDigests evidence = new EvidenceDigests(
                Sha256.hex(verdict),
                Sha256.hex(report),
                Optional.empty(),
                Sha256.hex(report),
                Optional.empty(),
                Optional.empty(),
                "0".repeat(40),
                Optional.empty());
        store.write(writer -> {
            LongHistory history = new LongHistory(project, events, models, evidence);
            writer.put(DocumentPath.verdict(evidence.verdict()), verdict);
            writer.put(DocumentPath.report(evidence.report()), report);
            for (Entry entry : history.entries) {
                writer.put(DocumentPath.entry(entry.sha()), EntryCodec.encode(entry));
            }
            writer.appendAll(history);
            writer.put(DocumentPath.TAGS, StateCodec.encode(history.tags));
            writer.put(DocumentPath.LIVE, StateCodec.encode(history.live.orElseThrow(), ProjectFolder.NOW));
            writer.put(DocumentPath.HEAD, StateCodec.encode(history.head, Optional.empty()));
            return true;
        });
    }

    @Override
    protected @Nullable String computeNext() {
        if (head.seq() == events) {
            return endOfData();
        }
        Event event = Event.next(head, ProjectFolder.NOW, body(head.seq() + 1));
        String line = EventCodec.line(event.committingTo(state(event.body())));
        head = head.after(line);
        return line;
    }

    private StateDigest state(EventBody body) {
        if (body instanceof EventBody.Promoted) {
            tagsSha256 = Optional.of(Sha256.hex(StateCodec.encode(tags)));
        }
        return new StateDigest(
                tagsSha256,
                live.map(release -> Sha256.hex(StateCodec.encode(release, ProjectFolder.NOW))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ImmutableList.of());
    }

    private EventBody body(long seq) {
        if (seq == 1) {
            return new EventBody.Created(
                    new RegistryIdentity("grammar-tutor", false, Optional.of(ProjectFolder.BRANCH)));
        }
        int model = Math.toIntExact(Math.min((seq - 2) / 2, entries.size()));
        if (model == entries.size()) {
            return move();
        }
        CanonicalSha sha = entries.get(model).sha();
        return seq % 2 == 0
                ? new EventBody.Registered(sha, entryDigests.get(model))
                : promoted(seq, sha, entryDigests.get(model), new SemverTag("v1.0." + model));
    }

    private EventBody promoted(long seq, CanonicalSha sha, String digest, SemverTag semver) {
        EventBody body = new EventBody.Promoted(sha, digest, semver, evidence, live);
        live = Optional.of(new LivePointer(sha, semver, seq));
        releases.add(live.get());
        tags = tags.with(semver, sha);
        return body;
    }

    private EventBody move() {
        LivePointer from = live.orElseThrow();
        int to = from.equals(releases.get(0)) ? 1 : 0;
        live = Optional.of(releases.get(to));
        return new EventBody.RolledBack(entryDigests.get(to), releases.get(to), from, Optional.empty());
    }
}
