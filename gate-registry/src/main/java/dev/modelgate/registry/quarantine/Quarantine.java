package dev.modelgate.registry.quarantine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.EventBody.Statement;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.QuarantineRule;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.sign.VerdictFile;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.QuarantineNote;
import dev.modelgate.registry.state.QuarantineNote.ByPerson;
import dev.modelgate.registry.state.QuarantineNote.ByVerdict;
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
 * and rests on other evidence. Both are judged again, as for a promotion, and stay in the registry.
 *
 * <p>In an emergency a person bans content, without a verdict, and takes that back: with a reason and a name, as events.
 * One order holds at a time, and each is lifted by its own kind only. Otherwise a ban and its lifting would be a way
 * around the verdict, and a measurement would overrule what a person saw.
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
     * Puts content into quarantine, by a verdict that gives the same when it is judged again.
     *
     * @param evidence a folder with the evidence, besides the verdict's own
     * @param promotion with the committed rules; it promotes nothing here
     * @throws CannotJudgeException where verdict, evidence, baseline or registry cannot be read
     * @throws IOException where the registry could not be written; nothing changed then
     */
    public Result order(CanonicalSha subject, Path verdict, Optional<Path> evidence, Promotion promotion)
            throws IOException {
        Promotion.Request request = new Promotion.Request(subject, NO_VERSION, Optional.of(verdict), evidence);
        return ordering(subject, (editor, entry) -> {
            RegistryView view = editor.view();
            VerdictFile file = VerdictFile.read(verdict);
            Promotion.JudgedAgain again = promotion.judgeAgain(request, view);
            ImmutableList<Reason> objections = ImmutableList.<Reason>builder()
                    .addAll(file.check(view.trust(), now()).verdict().flatMap(QuarantineRule::objection).stream()
                            .toList())
                    .addAll(again.objections())
                    .build();
            EventBody.Quarantined event = new EventBody.Quarantined(
                    subject, entry.sha256(), entry.entry().contentSha(), file.sha256());
            return objections.isEmpty() ? order(editor, event, again.documents()) : new Refused(objections);
        });
    }

    /**
     * Puts content into quarantine on a person's word alone.
     *
     * @throws IOException where the registry could not be written; nothing changed then
     */
    public Result ban(CanonicalSha subject, Statement statement) throws IOException {
        return ordering(
                subject,
                (editor, entry) -> order(
                        editor,
                        new EventBody.Banned(
                                subject, entry.sha256(), entry.entry().contentSha(), statement),
                        ImmutableMap.of()));
    }

    private interface Order {
        Result by(RegistryEditor editor, StoredEntry entry) throws IOException;
    }

    /** The model is registered and in no quarantine. */
    private Result ordering(CanonicalSha subject, Order order) throws IOException {
        return registry.write(editor -> {
            Optional<StoredEntry> entry = editor.view().entry(subject);
            if (entry.isEmpty()) {
                return unknown(subject);
            }
            CanonicalSha content = entry.get().entry().contentSha();
            Optional<QuarantineNote> known = editor.view().quarantine(content);
            return known.isPresent() ? new Unchanged(content, known) : order.by(editor, entry.get());
        });
    }

    private Ordered order(
            RegistryEditor editor, EventBody.OrdersQuarantine event, ImmutableMap<DocumentPath, byte[]> documents)
            throws IOException {
        CanonicalSha content = event.contentSha();
        Instant now = now();
        byte[] note = QuarantineNote.of(event, now).encode();
        Head head = editor.commit(new Change(
                now, event, documents, ImmutableMap.of(DocumentPath.quarantine(content), Optional.of(note))));
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
        return lifting(subject, (editor, entry, note) -> {
            if (note.basis() instanceof ByPerson person) {
                return new Refused(ImmutableList.of(QuarantineRule.banned(person.statement())));
            }
            VerdictFile file = VerdictFile.read(verdict);
            ImmutableList<Reason> objections = ImmutableList.<Reason>builder()
                    .addAll(promotion.objections(request, editor.view()))
                    .addAll(objectionsToLift(file, (ByVerdict) note.basis(), note.since(), editor.view()))
                    .build();
            EventBody.QuarantineLifted event =
                    new EventBody.QuarantineLifted(subject, entry.sha256(), note.content(), file.sha256());
            return objections.isEmpty()
                    ? lift(editor, event, ImmutableMap.of(DocumentPath.verdict(file.sha256()), file.bytes()))
                    : new Refused(objections);
        });
    }

    /**
     * Takes back a ban, and nothing that a verdict ordered.
     *
     * @throws IOException where the registry could not be written; nothing changed then
     */
    public Result unban(CanonicalSha subject, Statement statement) throws IOException {
        return lifting(
                subject,
                (editor, entry, note) -> note.basis() instanceof ByVerdict verdict
                        ? new Refused(ImmutableList.of(QuarantineRule.quarantined(verdict.sha256())))
                        : lift(
                                editor,
                                new EventBody.Unbanned(subject, entry.sha256(), note.content(), statement),
                                ImmutableMap.of()));
    }

    private interface Lifting {
        Result by(RegistryEditor editor, StoredEntry entry, QuarantineNote note) throws IOException;
    }

    /** The model is registered and in quarantine. */
    private Result lifting(CanonicalSha subject, Lifting lifting) throws IOException {
        return registry.write(editor -> {
            Optional<StoredEntry> entry = editor.view().entry(subject);
            if (entry.isEmpty()) {
                return unknown(subject);
            }
            CanonicalSha content = entry.get().entry().contentSha();
            Optional<QuarantineNote> note = editor.view().quarantine(content);
            return note.isEmpty() ? new Unchanged(content, note) : lifting.by(editor, entry.get(), note.get());
        });
    }

    private ImmutableList<Reason> objectionsToLift(VerdictFile file, ByVerdict order, Instant since, RegistryView view)
            throws IOException {
        Optional<Verdict> verdict = file.check(view.trust(), now()).verdict();
        DocumentPath path = DocumentPath.verdict(order.sha256());
        byte[] ordered = view.document(path)
                .orElseThrow(() -> new DamagedRegistryException(
                        "%s is missing, but a quarantine rests on it; restore it from a copy"
                                .formatted(view.name(path))));
        Optional<Verdict> before = VerdictFile.of(ordered, view.name(path))
                .check(Trust.NONE, now())
                .verdict();
        return verdict.isPresent() && before.isPresent()
                ? QuarantineRule.objectionsToLift(verdict.get(), before.get(), since)
                : ImmutableList.of(
                        new Reason(
                                ReasonCode.SIGNATURE_BAD,
                                "one of the two verdicts cannot be believed, but the new one is compared with that of the quarantine; restore it"));
    }

    private Lifted lift(
            RegistryEditor editor, EventBody.LiftsQuarantine event, ImmutableMap<DocumentPath, byte[]> documents)
            throws IOException {
        CanonicalSha content = event.contentSha();
        Head head = editor.commit(new Change(
                now(), event, documents, ImmutableMap.of(DocumentPath.quarantine(content), Optional.empty())));
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
