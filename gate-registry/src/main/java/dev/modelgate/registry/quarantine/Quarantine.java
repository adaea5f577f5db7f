package dev.modelgate.registry.quarantine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.QuarantineRule;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.core.trust.Authenticity;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.sign.VerdictFile;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.QuarantineNote;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Puts a model's content into quarantine by a verdict that is no pass, and takes it out by one that would promote it
 * and rests on other evidence. Both verdicts stay in the registry.
 */
public final class Quarantine {

    /** Checked as any promotion is, and never given. */
    private static final SemverTag NO_VERSION = new SemverTag("v0.0.0");

    private final Registry registry;
    private final Clock clock;

    public Quarantine(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** What became of it. */
    public sealed interface Result {}

    /**
     * The content may not be promoted now.
     *
     * @param live whether it serves at this moment; only a rollback changes that
     */
    public record Ordered(CanonicalSha content, boolean live, Head head) implements Result {}

    /** It may be promoted again. */
    public record Lifted(CanonicalSha content, Head head) implements Result {}

    /** It was so already; nothing changed. */
    public record Unchanged(CanonicalSha content, Optional<QuarantineNote> note) implements Result {}

    /** The verdict does not carry it; nothing changed. */
    public record Refused(ImmutableList<Reason> reasons) implements Result {}

    /**
     * Puts content into quarantine.
     *
     * @throws CannotJudgeException where the verdict or the registry cannot be read
     * @throws IOException where the registry could not be written; nothing changed then
     */
    public Result order(CanonicalSha subject, Path verdict) throws IOException {
        return registry.write(editor -> {
            RegistryView view = editor.view();
            Optional<StoredEntry> entry = view.entry(subject);
            if (entry.isEmpty()) {
                return unknown(subject);
            }
            CanonicalSha content = entry.get().entry().contentSha();
            Optional<QuarantineNote> known = view.quarantine(content);
            if (known.isPresent()) {
                return new Unchanged(content, known);
            }
            VerdictFile file = VerdictFile.read(verdict);
            Instant now = now();
            ImmutableList<Reason> objections = objections(subject, file.check(view.trust(), now), view.trust());
            return objections.isEmpty() ? order(editor, subject, entry.get(), file, now) : new Refused(objections);
        });
    }

    private static ImmutableList<Reason> objections(CanonicalSha subject, Authenticity found, Trust trust) {
        ImmutableList.Builder<Reason> reasons = ImmutableList.builder();
        found.objection(trust).ifPresent(reasons::add);
        found.verdict().ifPresent(verdict -> reasons.addAll(QuarantineRule.objections(subject, verdict)));
        return reasons.build();
    }

    private static Ordered order(
            RegistryEditor editor, CanonicalSha subject, StoredEntry entry, VerdictFile verdict, Instant now)
            throws IOException {
        CanonicalSha content = entry.entry().contentSha();
        QuarantineNote note = new QuarantineNote(content, subject, verdict.sha256(), now);
        Head head = editor.commit(new Change(
                now,
                new EventBody.Quarantined(subject, entry.sha256(), content, verdict.sha256()),
                ImmutableMap.of(DocumentPath.verdict(verdict.sha256()), verdict.bytes()),
                ImmutableMap.of(DocumentPath.quarantine(content), Optional.of(note.encode()))));
        return new Ordered(content, isLive(editor.view(), content), head);
    }

    private static boolean isLive(RegistryView view, CanonicalSha content) throws IOException {
        Optional<StoredEntry> live =
                view.live().isPresent() ? view.entry(view.live().get().sha()) : Optional.empty();
        return live.filter(entry -> entry.entry().contentSha().equals(content)).isPresent();
    }

    /**
     * Takes content out of quarantine, by a verdict that stands every check of a promotion.
     *
     * @param promotion with the committed rules; it promotes nothing here
     * @param evidence a folder with the evidence, besides the verdict's own
     * @throws CannotJudgeException where verdict, evidence, baseline or registry cannot be read
     * @throws IOException where the registry could not be written; nothing changed then
     */
    public Result lift(CanonicalSha subject, Path verdict, Optional<Path> evidence, Promotion promotion)
            throws IOException {
        Promotion.Request request = new Promotion.Request(subject, NO_VERSION, Optional.of(verdict), evidence);
        return registry.write(editor -> {
            RegistryView view = editor.view();
            Optional<StoredEntry> entry = view.entry(subject);
            if (entry.isEmpty()) {
                return unknown(subject);
            }
            Optional<QuarantineNote> note = view.quarantine(entry.get().entry().contentSha());
            if (note.isEmpty()) {
                return new Unchanged(entry.get().entry().contentSha(), note);
            }
            VerdictFile file = VerdictFile.read(verdict);
            ImmutableList<Reason> objections = ImmutableList.<Reason>builder()
                    .addAll(promotion.objections(request, view))
                    .addAll(objectionsToLift(file, note.get(), view))
                    .build();
            return objections.isEmpty() ? lift(editor, subject, entry.get(), file) : new Refused(objections);
        });
    }

    private ImmutableList<Reason> objectionsToLift(VerdictFile file, QuarantineNote note, RegistryView view)
            throws IOException {
        Optional<Verdict> verdict = file.check(view.trust(), now()).verdict();
        DocumentPath path = DocumentPath.verdict(note.verdictSha256());
        byte[] ordered = view.document(path)
                .orElseThrow(() -> new DamagedRegistryException(
                        "%s is missing, but a quarantine rests on it; restore it from a copy"
                                .formatted(view.name(path))));
        Optional<Verdict> before = VerdictFile.of(ordered, view.name(path))
                .check(Trust.NONE, now())
                .verdict();
        return verdict.isPresent() && before.isPresent()
                ? QuarantineRule.objectionsToLift(verdict.get(), before.get(), note.since())
                : ImmutableList.of(
                        new Reason(
                                ReasonCode.SIGNATURE_BAD,
                                "one of the two verdicts cannot be believed, but the new one is compared with that of the quarantine; restore it"));
    }

    private Lifted lift(RegistryEditor editor, CanonicalSha subject, StoredEntry entry, VerdictFile verdict)
            throws IOException {
        CanonicalSha content = entry.entry().contentSha();
        Head head = editor.commit(new Change(
                now(),
                new EventBody.QuarantineLifted(subject, entry.sha256(), content, verdict.sha256()),
                ImmutableMap.of(DocumentPath.verdict(verdict.sha256()), verdict.bytes()),
                ImmutableMap.of(DocumentPath.quarantine(content), Optional.empty())));
        return new Lifted(content, head);
    }

    private static Refused unknown(CanonicalSha subject) {
        return new Refused(ImmutableList.of(new Reason(
                ReasonCode.SUBJECT_UNKNOWN,
                "model %s is not registered, but a quarantine names a registered model; run 'gate register' first"
                        .formatted(subject))));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
