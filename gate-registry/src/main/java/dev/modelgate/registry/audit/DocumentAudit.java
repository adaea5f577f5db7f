package dev.modelgate.registry.audit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.Replay;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.core.release.Tags;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.registry.sign.HeadSeal;
import dev.modelgate.registry.state.EntryCodec;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StateCodec;
import dev.modelgate.registry.state.StateDocuments;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Every document beside the chain, against what the events say that it must hold. */
final class DocumentAudit {

    private final RegistryView view;
    private final Replay expected;
    private final ImmutableList.Builder<Finding> findings = ImmutableList.builder();

    private DocumentAudit(RegistryView view, Replay expected) {
        this.view = view;
        this.expected = expected;
    }

    static ImmutableList<Finding> findings(RegistryView view, Replay expected, Head tip) throws IOException {
        DocumentAudit audit = new DocumentAudit(view, expected);
        audit.reading(DocumentPath.INTENT, view::requireReadableIntent);
        audit.reading(DocumentPath.HEAD, () -> audit.head(tip));
        audit.reading(DocumentPath.HEAD, audit::headSeal);
        audit.reading(DocumentPath.TAGS, audit::tags);
        audit.reading(DocumentPath.LIVE, audit::live);
        audit.reading(DocumentPath.LIVE, audit::liveSince);
        audit.reading(DocumentPath.TRUST, audit::trust);
        audit.reading(DocumentPath.BRANCH, audit::branch);
        audit.entries();
        audit.quarantine();
        audit.committed();
        for (DocumentPath path : expected.evidence()) {
            audit.namedByItsDigest(path);
        }
        return audit.findings.build();
    }

    private interface Check {
        void run() throws IOException;
    }

    private void reading(DocumentPath path, Check check) throws IOException {
        try {
            check.run();
        } catch (CannotJudgeException e) {
            add(path, "it cannot be read: " + e.getMessage());
        }
    }

    /** A head beyond the chain, or with another digest, shows in the chain itself. */
    private void head(Head tip) throws IOException {
        Head kept = view.keptHead().orElse(Head.EMPTY);
        if (kept.seq() < tip.seq()) {
            add(
                    DocumentPath.HEAD,
                    "it says that the chain ends at event %d, but it ends at event %d; the lines behind it were added by hand,"
                                    .formatted(kept.seq(), tip.seq())
                            + " or an older head was put here");
        }
    }

    /** By any key that is trusted now: to retire a key does not undo what it sealed, to remove it does. */
    private void headSeal() throws IOException {
        Optional<byte[]> bytes = view.document(DocumentPath.HEAD);
        if (bytes.isPresent()) {
            StateCodec.headSeal(bytes.get(), view.name(DocumentPath.HEAD))
                    .filter(seal -> !expected.trust().equals(Trust.NONE))
                    .flatMap(seal -> HeadSeal.objection(
                            StateCodec.head(bytes.get(), view.name(DocumentPath.HEAD)), seal, expected.trust()))
                    .ifPresent(why -> add(DocumentPath.HEAD, why));
        }
    }

    private void tags() throws IOException {
        Tags found = view.tags();
        Tags required = expected.tags();
        for (SemverTag semver :
                Sets.union(required.byVersion().keySet(), found.byVersion().keySet())) {
            Optional<CanonicalSha> is = found.named(semver);
            Optional<CanonicalSha> must = required.named(semver);
            if (!is.equals(must)) {
                add(
                        DocumentPath.TAGS,
                        "version %s names %s, but by the events it names %s"
                                .formatted(semver, shown(is, "no model"), shown(must, "no model")));
            }
        }
    }

    private void live() throws IOException {
        Optional<LivePointer> found = view.live();
        if (!found.equals(expected.live())) {
            add(
                    DocumentPath.LIVE,
                    "it says that %s is live, but by the events %s is"
                            .formatted(shown(found, "nothing"), shown(expected.live(), "nothing")));
        }
    }

    private void liveSince() throws IOException {
        Optional<Instant> found = view.liveSince();
        if (!found.equals(expected.liveSince())) {
            add(
                    DocumentPath.LIVE,
                    "it says that the pointer moved at %s, but by the events it moved at %s"
                            .formatted(shown(found, "no time"), shown(expected.liveSince(), "no time")));
        }
    }

    private void trust() throws IOException {
        if (!view.trust().equals(expected.trust())) {
            add(
                    DocumentPath.TRUST,
                    "it is not the trust of the last event that changed it; it was edited, removed, or an older one was"
                            + " put here");
        }
    }

    private void branch() throws IOException {
        if (!view.branch().equals(expected.branch())) {
            add(
                    DocumentPath.BRANCH,
                    "it says '%s', but by the events the branch is '%s'"
                            .formatted(shown(view.branch(), "none"), shown(expected.branch(), "none")));
        }
    }

    private void entries() throws IOException {
        ImmutableSet<DocumentPath> found = ImmutableSet.copyOf(view.documents(DocumentPath.ENTRIES));
        ImmutableSet.Builder<DocumentPath> known = ImmutableSet.builder();
        for (CanonicalSha sha : expected.entries().keySet()) {
            DocumentPath path = DocumentPath.entry(sha);
            known.add(path);
            Optional<byte[]> bytes = view.document(path);
            if (bytes.isEmpty()) {
                add(path, "the entry is missing, but an event registered the model; restore it from a copy");
            } else {
                entry(path, sha, bytes.get());
            }
        }
        Sets.difference(found, known.build())
                .forEach(path -> add(path, "no event explains this entry; it was put here by hand"));
    }

    private void entry(DocumentPath path, CanonicalSha sha, byte[] bytes) throws IOException {
        String required = expected.entries().get(sha);
        if (!digest(bytes).equals(required)) {
            add(
                    path,
                    "the entry has the digest %s, but its event says %s; it was edited"
                            .formatted(digest(bytes), required));
        }
        reading(path, () -> {
            CanonicalSha found = EntryCodec.decode(bytes, view.name(path)).sha();
            if (!found.equals(sha)) {
                add(path, "the entry is of model %s, but is filed under another".formatted(found));
            }
        });
    }

    private void quarantine() throws IOException {
        ImmutableSet<DocumentPath> found = ImmutableSet.copyOf(view.documents(DocumentPath.QUARANTINE));
        ImmutableSet<DocumentPath> required = expected.quarantined().keySet().stream()
                .map(DocumentPath::quarantine)
                .collect(ImmutableSet.toImmutableSet());
        Sets.difference(found, required)
                .forEach(path -> add(path, "no event explains this quarantine; it was put here by hand"));
        Sets.difference(required, found)
                .forEach(path -> add(path, "the quarantine is missing, but an event ordered it and none lifted it"));
    }

    /**
     * Byte for byte, as every command that decides compares them; a document that says the right thing in other bytes,
     * and one that this version reads in no other way, shows here only.
     */
    private void committed() throws IOException {
        if (expected.state().isEmpty()) {
            return;
        }
        StateDocuments required = StateDocuments.of(expected);
        if (!expected.state()
                .get()
                .equals(required.digest(expected.state().get().attempts()))) {
            findings.add(new Finding(
                    view.place(expected.lastSeq()),
                    "the event commits to another state than the events add up to; it was written by hand, or by a faulty"
                            + " gate"));
        }
        ImmutableSet<String> known =
                findings.build().stream().map(Finding::place).collect(ImmutableSet.toImmutableSet());
        for (Map.Entry<DocumentPath, Optional<byte[]>> document :
                required.byPath().entrySet()) {
            Optional<String> found = view.document(document.getKey()).map(DocumentAudit::digest);
            if (!known.contains(document.getKey().text())
                    && !found.equals(document.getValue().map(DocumentAudit::digest))) {
                add(
                        document.getKey(),
                        "the file is %s, but by the events it is %s; it was edited"
                                .formatted(
                                        shown(found, "absent"),
                                        shown(document.getValue().map(DocumentAudit::digest), "absent")));
            }
        }
        reading(DocumentPath.ATTEMPTS, () -> StateDocuments.requireAttempts(view, expected));
    }

    private void namedByItsDigest(DocumentPath path) throws IOException {
        Optional<byte[]> bytes = view.document(path);
        if (bytes.isEmpty()) {
            add(path, "the file is missing, but an event names it; restore it from a copy");
        } else if (!digest(bytes.get()).equals(path.stem())) {
            add(
                    path,
                    "the file has the digest %s, but is named by another; it was edited"
                            .formatted(digest(bytes.get())));
        }
    }

    private static String digest(byte[] bytes) {
        return Sha256.hex(bytes);
    }

    private static String shown(Optional<?> value, String none) {
        return value.map(Object::toString).orElse(none);
    }

    private void add(DocumentPath path, String message) {
        findings.add(new Finding(path.text(), message));
    }
}
