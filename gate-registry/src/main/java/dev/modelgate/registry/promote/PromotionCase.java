package dev.modelgate.registry.promote;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.policy.gate.Attempt;
import dev.modelgate.core.policy.gate.AttemptLog;
import dev.modelgate.core.port.CommittedFiles;
import dev.modelgate.core.release.BaseStanding;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.core.release.CommittedRules.Ruling;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EvidenceDigests;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.PromotionFacts;
import dev.modelgate.core.release.PromotionFacts.InCommit;
import dev.modelgate.core.release.PromotionFacts.InRegistry;
import dev.modelgate.core.release.PromotionFacts.Judged;
import dev.modelgate.core.release.PromotionRules;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.core.trust.Authenticity;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.policy.PolicyFile;
import dev.modelgate.eval.policy.SuiteEvidences;
import dev.modelgate.eval.verdict.VerdictCodec;
import dev.modelgate.registry.attempt.AttemptBook;
import dev.modelgate.registry.register.Newcomer;
import dev.modelgate.registry.register.Registration;
import dev.modelgate.registry.sign.SignedReport;
import dev.modelgate.registry.sign.VerdictFile;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One promotion against one state of the registry: everything that was found, and everything that it would keep.
 *
 * @param entry the model's, as it is or as it would be made
 * @param registration what makes the entry where it is not there yet
 */
record PromotionCase(
        PromotionFacts facts,
        Optional<StoredEntry> entry,
        Optional<Registration> registration,
        Optional<LivePointer> live,
        Optional<VerdictFile> verdict,
        CandidateEvidence candidate,
        CommittedBaseline baseline,
        OtherEvidence others) {

    static PromotionCase gather(
            Promotion.Request request,
            RegistryView view,
            CommittedFiles files,
            Instant now,
            String gateVersion,
            Optional<Newcomer> newcomer)
            throws IOException {
        RememberedFiles committed = new RememberedFiles(files);
        Optional<StoredEntry> known = view.entry(request.sha());
        Optional<Registration> registration = known.isEmpty() && newcomer.isPresent()
                ? Optional.of(newcomer.get().in(view, now))
                : Optional.empty();
        Optional<StoredEntry> entry = known.or(() -> registration.map(Registration::stored));
        Optional<LivePointer> live = view.live();
        Optional<byte[]> settings = committed.read(GateYaml.FILE);
        GateYaml gateYaml =
                settings.map(bytes -> GateYaml.read(bytes, GateYaml.FILE)).orElseGet(GateYaml::absent);
        CommittedRules rules =
                PolicyFile.rules(gateYaml, "%s (commit %s)".formatted(GateYaml.FILE, committed.commit()));
        CommittedBaseline baseline =
                CommittedBaseline.read(committed, gateYaml.wiring().baselinePath());
        Trust trust = view.trust();
        Optional<VerdictFile> verdict = request.verdict().map(VerdictFile::read);
        Optional<Authenticity> authenticity = verdict.map(file -> file.check(trust, now));
        Optional<Verdict> claim = authenticity.flatMap(Authenticity::verdict);
        Optional<EvidenceFinder> finder = claim.isPresent() ? Optional.of(finder(request, view)) : Optional.empty();
        SignedReport.Demand demand = new SignedReport.Demand(trust, now);
        CandidateEvidence candidate = finder.isPresent()
                ? CandidateEvidence.find(claim.orElseThrow().candidate(), finder.get(), demand)
                : CandidateEvidence.NONE;
        OtherEvidence others = OtherEvidence.gather(rules, claim, finder, committed, demand);
        AttemptLog attempts = AttemptBook.read(view);
        ImmutableList<Reason> mismeasured =
                MeasuredAgain.reasons(candidate, baseline, gateYaml.wiring(), committed.project());
        PromotionFacts facts = new PromotionFacts(
                request.sha(),
                request.semver(),
                inRegistry(request, view, entry, live, trust),
                inCommit(committed, baseline, rules, standing(committed, gateYaml.wiring(), view, registration)),
                authenticity.map(found -> judged(
                        found,
                        candidate,
                        baseline,
                        others,
                        rules,
                        attempts,
                        entry,
                        mismeasured,
                        new Circumstances(
                                rules.policySha256(),
                                gateYaml.wiringSha256(),
                                live.map(release -> release.sha().hex()),
                                gateVersion,
                                now.truncatedTo(ChronoUnit.MILLIS),
                                Optional.empty()))),
                now);
        return new PromotionCase(facts, entry, registration, live, verdict, candidate, baseline, others);
    }

    private static EvidenceFinder finder(Promotion.Request request, RegistryView view) throws IOException {
        Stream<Path> beside =
                request.verdict().map(file -> file.toAbsolutePath().resolveSibling("")).stream();
        return EvidenceFinder.in(
                view, Stream.concat(beside, request.evidence().stream()).toList());
    }

    private static InRegistry inRegistry(
            Promotion.Request request,
            RegistryView view,
            Optional<StoredEntry> entry,
            Optional<LivePointer> live,
            Trust trust)
            throws IOException {
        return new InRegistry(
                entry.isPresent(),
                entry.isPresent() && view.isQuarantined(entry.get().entry().contentSha()),
                view.tags().named(request.semver()),
                live.isPresent()
                        ? Optional.of(new PromotionFacts.Live(
                                live.get().sha(), view.liveSince().orElseThrow()))
                        : Optional.empty(),
                trust);
    }

    private static InCommit inCommit(
            CommittedFiles committed, CommittedBaseline baseline, CommittedRules rules, BaseStanding standing)
            throws IOException {
        return new InCommit(
                committed.commit(),
                baseline.path(),
                baseline.report().map(Exhibit::sha256),
                baseline.dirty(),
                committed.isDirty(GateYaml.FILE) ? Optional.of(GateYaml.FILE) : Optional.empty(),
                rules,
                standing);
    }

    /** Whether what was read is the branch's: everything so far, and what the wiring points to. */
    private static BaseStanding standing(
            RememberedFiles committed, Wiring wiring, RegistryView view, Optional<Registration> registration)
            throws IOException {
        Optional<RegistryIdentity> identity = view.identity().or(() -> registration.flatMap(Registration::founded));
        if (identity.isEmpty() || identity.get().development()) {
            return new BaseStanding.Unbound(); // into an empty registry nothing is promoted but what founds it
        }
        Optional<BranchName> branch =
                view.identity().isPresent() ? view.branch() : identity.get().branch();
        return branch.isPresent()
                ? committed.standing(branch.get(), wiring.pointers())
                : new BaseStanding.BranchUnknown(view.uri());
    }

    private static Judged judged(
            Authenticity authenticity,
            CandidateEvidence candidate,
            CommittedBaseline baseline,
            OtherEvidence others,
            CommittedRules rules,
            AttemptLog attempts,
            Optional<StoredEntry> entry,
            ImmutableList<Reason> mismeasured,
            Circumstances circumstances) {
        Optional<PolicyEvidence> evidence = candidate
                .evidence()
                .flatMap(found -> baseline.evidence().map(committed -> SuiteEvidences.of(found, committed)))
                .map(main -> others.with(main, attempts, rules));
        Optional<Ruling> again = authenticity
                .verdict()
                .flatMap(claim -> evidence.map(found -> rules.judge(found, claim, circumstances)));
        ImmutableList<Reason> thin = evidence.map(rules.policy()::tooThin).orElse(ImmutableList.of());
        ImmutableList<Reason> unfit = Stream.of(
                        candidate.reasons(), others.reasons(), candidate.sizeOf(entry), thin, mismeasured)
                .flatMap(List::stream)
                .collect(ImmutableList.toImmutableList());
        return new Judged(authenticity, again, unfit);
    }

    /** The number of the last event before the promotion's own. */
    long lastSeq(RegistryView view) throws IOException {
        return registration.isPresent() ? registration.get().seq() : view.tip().seq();
    }

    /** Makes the entry, where the model has none. */
    void register(RegistryEditor editor) throws IOException {
        if (registration.isPresent()) {
            registration.get().commit(editor);
        }
    }

    /** Writes down that this candidate was judged on its cases, where a policy counts. */
    void count(RegistryEditor editor, Instant at) throws IOException {
        Optional<String> policy = facts.committed().rules().policySha256();
        Optional<Attempt> attempt = candidate.evidence().flatMap(found -> Attempt.of(found.report(), policy));
        if (policy.isPresent() && attempt.isPresent()) {
            AttemptBook.note(editor, attempt.get(), at);
        }
    }

    ImmutableList<Reason> refusals() {
        return PromotionRules.refusals(facts);
    }

    /** What the promotion rests on, by digest; complete once nothing refuses it. */
    EvidenceDigests digests() {
        return new EvidenceDigests(
                verdict.orElseThrow().sha256(),
                candidate.report().orElseThrow().sha256(),
                candidate.cases().map(Exhibit::sha256),
                baseline.report().orElseThrow().sha256(),
                baseline.cases().map(Exhibit::sha256),
                facts.committed().rules().policySha256(),
                facts.committed().commit(),
                judgement().map(Sha256::hex));
    }

    /** The promoting gate's own verdict, which is kept beside the one that was given: that one says who judged first. */
    private Optional<byte[]> judgement() {
        return facts.verdict()
                .flatMap(Judged::again)
                .map(again -> PrettyJson.indented(VerdictCodec.encode(again.verdict()))
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The files themselves, which the registry keeps, so that a later judge finds them. */
    ImmutableMap<DocumentPath, byte[]> documents() {
        ImmutableMap.Builder<DocumentPath, byte[]> documents = ImmutableMap.builder();
        verdict.ifPresent(file -> documents.put(DocumentPath.verdict(file.sha256()), file.bytes()));
        judgement().ifPresent(own -> documents.put(DocumentPath.verdict(Sha256.hex(own)), own));
        reports().forEach(report -> documents.put(DocumentPath.report(report.sha256()), report.bytes()));
        others.reports().forEach(report -> documents.put(DocumentPath.report(report.sha256()), report.bytes()));
        others.cases().forEach(cases -> documents.put(DocumentPath.cases(cases.sha256()), cases.bytes()));
        cases().forEach(cases -> documents.put(DocumentPath.cases(cases.sha256()), cases.bytes()));
        candidate
                .signature()
                .ifPresent(signature -> documents.put(
                        DocumentPath.reportSignature(
                                candidate.report().orElseThrow().sha256()),
                        signature.bytes()));
        others.signatures()
                .forEach((report, signature) -> documents.put(DocumentPath.reportSignature(report), signature.bytes()));
        return documents.buildKeepingLast();
    }

    private Stream<Exhibit> reports() {
        return Stream.concat(candidate.report().stream(), baseline.report().stream());
    }

    private Stream<Exhibit> cases() {
        return Stream.concat(candidate.cases().stream(), baseline.cases().stream());
    }
}
