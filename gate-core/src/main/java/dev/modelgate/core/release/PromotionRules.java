package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.CommittedRules.Ruling;
import dev.modelgate.core.release.PromotionFacts.InCommit;
import dev.modelgate.core.release.PromotionFacts.InRegistry;
import dev.modelgate.core.release.PromotionFacts.Judged;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The gate before the registry. Nothing is taken on the verdict's word: its subject, rules, evidence, age and what was
 * live when it was made must all be those of now, and judging again must have given the same. Every reason is
 * collected, so that one run tells everything that is wrong.
 */
public final class PromotionRules {

    /** How far ahead the judge's clock may run. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final PromotionFacts facts;
    private final ImmutableList.Builder<Reason> reasons = ImmutableList.builder();

    private PromotionRules(PromotionFacts facts) {
        this.facts = facts;
    }

    /** Why the promotion is refused; empty when it may be done. */
    public static ImmutableList<Reason> refusals(PromotionFacts facts) {
        PromotionRules rules = new PromotionRules(facts);
        rules.registry(facts.registry());
        rules.committed(facts.committed());
        facts.verdict().ifPresentOrElse(rules::judged, rules::noVerdict);
        return rules.reasons.build();
    }

    /**
     * Why a verdict that is no pass does not stand: it is judged again as one that would promote is, under the same
     * committed rules and from the same evidence. Its age and what was live when it was made do not count, for what was
     * found wanting stays so.
     */
    public static ImmutableList<Reason> objectionsToRefusal(PromotionFacts facts) {
        PromotionRules rules = new PromotionRules(facts);
        rules.committed(facts.committed());
        facts.verdict().ifPresentOrElse(rules::refusedAgain, rules::noVerdict);
        return rules.reasons.build();
    }

    /** What refuses a model that the registry holds already, whatever a verdict says. */
    public static Optional<Reason> quarantine(CanonicalSha subject, boolean quarantined) {
        return quarantined
                ? Optional.of(new Reason(
                        ReasonCode.QUARANTINED,
                        ("the content of model %s is in quarantine, but only other content may be promoted; what"
                                        + " was ordered by a verdict, a new passing verdict on other evidence lifts, and a"
                                        + " ban, the person who answers for it")
                                .formatted(subject)))
                : Optional.empty();
    }

    /** Why a version that was taken back is not promoted again: promoted once, it goes live by a rollback only. */
    public static Reason rolledBack(SemverTag semver, LivePointer live) {
        return new Reason(
                ReasonCode.ROLLED_BACK,
                ("version %s was rolled back and %s is live, but a version is promoted once; judge the model again"
                                + " and promote it under a new version")
                        .formatted(semver, live));
    }

    private void registry(InRegistry registry) {
        if (!registry.registered()) {
            add(
                    ReasonCode.SUBJECT_UNKNOWN,
                    "model %s is not registered, but only registered models are promoted; run 'gate register' first"
                            .formatted(facts.subject()));
        }
        quarantine(facts.subject(), registry.quarantined()).ifPresent(reasons::add);
        registry.tagged()
                .filter(tagged -> !tagged.equals(facts.subject()))
                .ifPresent(tagged -> add(
                        ReasonCode.SEMVER_TAKEN,
                        ("version %s names model %s already, but a version names one model for ever; choose the"
                                        + " next version")
                                .formatted(facts.semver(), tagged)));
    }

    private void committed(InCommit committed) {
        reasons.addAll(committed.standing().objections());
        committed
                .dirtyBaseline()
                .forEach(file -> add(
                        ReasonCode.BASELINE_MISMATCH,
                        "%s differs from the committed file, but only a committed baseline counts; commit or restore it"
                                .formatted(file)));
        committed
                .dirtyPolicy()
                .ifPresent(file -> add(
                        ReasonCode.POLICY_MISMATCH,
                        "%s differs from the committed file, but only a committed policy counts; commit or restore it"
                                .formatted(file)));
        if (committed.baselineSha256().isEmpty()) {
            add(
                    ReasonCode.BASELINE_MISMATCH,
                    "%s is not in commit %s, but only a committed baseline counts; commit it"
                            .formatted(committed.baseline(), committed.commit()));
        }
    }

    private void noVerdict() {
        add(
                ReasonCode.NO_VERDICT,
                "no verdict was given, but a model is promoted by its verdict only; run 'gate check"
                        + " --verdict-out FILE' and"
                        + " name the file with --verdict");
    }

    private void judged(Judged judged) {
        judged.authenticity().objection(facts.registry().trust()).ifPresent(reasons::add);
        judged.authenticity().verdict().ifPresent(verdict -> judged(verdict, judged));
    }

    private void judged(Verdict verdict, Judged judged) {
        decision(verdict);
        subject(verdict.modelSha(), "the verdict");
        baseline(verdict);
        policy(verdict);
        live(verdict);
        age(verdict.createdAt());
        reasons.addAll(judged.evidence());
        judged.again().ifPresent(again -> sameAgain(verdict, again));
    }

    private void refusedAgain(Judged judged) {
        judged.authenticity().objection(facts.registry().trust()).ifPresent(reasons::add);
        judged.authenticity().verdict().ifPresent(verdict -> {
            subject(verdict.modelSha(), "the verdict");
            baseline(verdict);
            policy(verdict);
            reasons.addAll(judged.evidence());
            judged.again().ifPresent(again -> sameAgain(verdict, again));
        });
    }

    private void decision(Verdict verdict) {
        if (!facts.committed().rules().mayPromote(verdict.decision())) {
            add(
                    ReasonCode.NOT_PASSED,
                    "the verdict's decision is %s, but PASS is required; mend the model and judge it again"
                            .formatted(verdict.decision()));
        } else if (!verdict.promotable()) {
            add(
                    ReasonCode.NOT_PASSED,
                    "the verdict's 'promotable' is false, but true is required; judge again with the subject"
                            + " named, under"
                            + " the committed rules, on evidence as thick as the baseline's");
        }
    }

    private void subject(Optional<String> found, String what) {
        if (found.isEmpty()) {
            add(
                    ReasonCode.SUBJECT_UNKNOWN,
                    "%s names no model, but it must name model %s; evaluate with --bundle and judge again"
                            .formatted(what, facts.subject()));
        } else if (!found.get().equals(facts.subject().hex())) {
            add(
                    ReasonCode.SUBJECT_MISMATCH,
                    "%s is about model %s, but model %s is to be promoted; use that model's own verdict"
                            .formatted(what, found.get(), facts.subject()));
        }
    }

    private void baseline(Verdict verdict) {
        facts.committed()
                .baselineSha256()
                .filter(committed -> !committed.equals(verdict.baseline().sha256()))
                .ifPresent(committed -> add(
                        ReasonCode.BASELINE_MISMATCH,
                        ("the verdict was made against the baseline %s, but %s in commit %s is %s; judge"
                                        + " again against it")
                                .formatted(
                                        verdict.baseline().sha256(),
                                        facts.committed().baseline(),
                                        facts.committed().commit(),
                                        committed)));
    }

    private void policy(Verdict verdict) {
        CommittedRules rules = facts.committed().rules();
        mustEqual("policy", shown(verdict.policySha256()), shown(rules.policySha256()));
        mustEqual("mode", verdict.mode(), rules.mode());
        mustEqual("tolerance", verdict.tolerance().toString(), rules.tolerance().toString());
    }

    private void mustEqual(String what, String found, String required) {
        if (!found.equals(required)) {
            add(
                    ReasonCode.POLICY_MISMATCH,
                    "the verdict's %s is %s, but the committed one is %s; judge again under the committed policy"
                            .formatted(what, found, required));
        }
    }

    private void live(Verdict verdict) {
        Optional<String> live = facts.registry().live().map(now -> now.sha().hex());
        if (hasMoved(verdict)) {
            add(
                    ReasonCode.REGISTRY_MOVED,
                    "model %s was live when the verdict was made, but the pointer moved to model %s since; judge again"
                            .formatted(shown(verdict.liveSha()), shown(live)));
        }
    }

    /**
     * A verdict that does not say what was live, because its judge read no registry or nothing was, is stale once the
     * pointer moved after it was made.
     */
    private boolean hasMoved(Verdict verdict) {
        Optional<PromotionFacts.Live> live = facts.registry().live();
        if (verdict.liveSha().isPresent()) {
            return !verdict.liveSha().equals(live.map(now -> now.sha().hex()));
        }
        return live.filter(now -> verdict.createdAt().isBefore(now.since())).isPresent();
    }

    private void age(Instant createdAt) {
        Duration maxAge = facts.committed().rules().maxAge();
        Duration age = Duration.between(createdAt, facts.now());
        if (age.compareTo(maxAge) > 0) {
            add(
                    ReasonCode.VERDICT_EXPIRED,
                    "the verdict was made at %s, but at %s it may be at most %d hours old; judge again"
                            .formatted(createdAt, facts.now(), maxAge.toHours()));
        } else if (age.negated().compareTo(CLOCK_SKEW) > 0) {
            add(
                    ReasonCode.VERDICT_EXPIRED,
                    ("the verdict was made at %s, but it is %s here and clocks may differ by %d minutes; set"
                                    + " the clocks and"
                                    + " judge again")
                            .formatted(createdAt, facts.now(), CLOCK_SKEW.toMinutes()));
        }
    }

    private void sameAgain(Verdict verdict, Ruling again) {
        subject(again.verdict().modelSha(), "the evidence");
        if (again.decision() != verdict.decision()) {
            add(
                    ReasonCode.NOT_PASSED,
                    "judging again gives %s, but the verdict says %s; use the verdict as the gate wrote it"
                            .formatted(again.decision(), verdict.decision()));
            reasons.addAll(again.verdict().reasons());
        } else if (facts.committed().rules().mayPromote(again.decision()) && !again.allowed()) {
            add(
                    ReasonCode.NOT_PASSED,
                    "judging again gives %s without anything measured, but that is never let through; evaluate again"
                            .formatted(again.decision()));
            reasons.addAll(again.verdict().reasons());
        } else if (reasons.build().isEmpty()) { // under other rules or evidence it differs for that reason alone
            verdict.differenceFrom(again.verdict())
                    .ifPresent(what -> add(ReasonCode.NOT_PASSED, differs(what, verdict, again.verdict())));
        }
    }

    /** What was edited in it would be kept as evidence; what another build found may be told differently there. */
    private static String differs(String what, Verdict given, Verdict again) {
        return "the verdict's %s differs from what judging again gives; %s"
                .formatted(
                        what,
                        given.gateVersion().equals(again.gateVersion())
                                ? "use the verdict as the gate wrote it"
                                : "it was made by gate %s and this is gate %s, so judge again with this one"
                                        .formatted(given.gateVersion(), again.gateVersion()));
    }

    private static String shown(Optional<String> digest) {
        return digest.orElse("none");
    }

    private void add(ReasonCode code, String message) {
        reasons.add(new Reason(code, message));
    }
}
