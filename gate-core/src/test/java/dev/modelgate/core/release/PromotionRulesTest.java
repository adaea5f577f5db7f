package dev.modelgate.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.release.CommittedRules.Ruling;
import dev.modelgate.core.release.PromotionFacts.InCommit;
import dev.modelgate.core.release.PromotionFacts.InRegistry;
import dev.modelgate.core.release.PromotionFacts.Judged;
import dev.modelgate.core.release.PromotionFacts.Live;
import dev.modelgate.core.trust.Authenticity;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromotionRulesTest {

    private static final Instant NOW = Instant.parse("2026-05-01T09:00:00Z");
    private static final CanonicalSha SUBJECT = new CanonicalSha("a".repeat(64));
    private static final CanonicalSha OTHER = new CanonicalSha("b".repeat(64));
    private static final String BASELINE = "c".repeat(64);
    private static final ImmutableList<BucketRow> ROWS = ImmutableList.of(new BucketRow(
            "tense.past",
            BucketStatus.PASS,
            Optional.of(Fraction.of(95, 100)),
            Optional.of(Fraction.of(96, 100)),
            Optional.of(Fraction.of(1, 100))));
    private static final Verdict GOOD = verdict(Decision.PASS, true, Optional.of(SUBJECT.hex()), NOW);

    private static final Trust SIGNATURES_DEMANDED = new Trust(
            false,
            ImmutableList.of(
                    new TrustedKey("ci", PublicKeyPem.of(new byte[] {1, 2, 3}), Optional.empty(), Optional.empty())),
            Optional.empty());

    private InRegistry registry = new InRegistry(true, false, Optional.empty(), Optional.empty(), Trust.NONE);
    private InCommit committed = committed(Optional.of(BASELINE), ImmutableList.of(), Optional.empty());
    private Optional<Judged> judged = Optional.of(judged(GOOD));

    @Test
    void nothing_refuses_a_registered_model_with_a_fresh_verdict_that_holds_again() {
        assertThat(refusals()).isEmpty();
    }

    @Test
    void refuses_when_no_verdict_is_given() {
        judged = Optional.empty();

        assertRefused(ReasonCode.NO_VERDICT, "no verdict was given");
    }

    @Test
    void refuses_when_the_decision_is_no_pass() {
        judged = Optional.of(
                judged(verdict(Decision.REFUSED, false, Optional.of(SUBJECT.hex()), NOW), Decision.REFUSED));

        assertRefused(ReasonCode.NOT_PASSED, "decision is REFUSED, but PASS is required");
    }

    @Test
    void refuses_when_a_pass_says_that_it_may_not_promote() {
        judged = Optional.of(judged(verdict(Decision.PASS, false, Optional.of(SUBJECT.hex()), NOW)));

        assertRefused(ReasonCode.NOT_PASSED, "'promotable' is false, but true is required");
    }

    @Test
    void refuses_when_judging_again_gives_another_decision_and_says_why() {
        Ruling again = ruling(
                Decision.REFUSED,
                SUBJECT,
                ImmutableList.of(new Reason(ReasonCode.BUCKET_BELOW_FLOOR, "bucket 'tense.past' is at 0.9")));
        judged = Optional.of(new Judged(new Authenticity.Unsigned(GOOD), Optional.of(again), ImmutableList.of()));

        assertThat(refusals())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.NOT_PASSED, ReasonCode.BUCKET_BELOW_FLOOR);
        assertThat(refusals().get(0).message()).startsWith("judging again gives REFUSED, but the verdict says PASS");
    }

    @Test
    void refuses_a_verdict_whose_rows_are_others_than_judging_again_gives() {
        Verdict edited = verdict(
                Decision.PASS,
                true,
                Optional.of(SUBJECT.hex()),
                NOW,
                Optional.empty(),
                ImmutableList.of(),
                ImmutableList.of(new BucketRow(
                        "tense.past", BucketStatus.FAIL, Optional.empty(), Optional.empty(), Optional.empty())));
        judged = Optional.of(judged(edited));

        assertRefused(
                ReasonCode.NOT_PASSED,
                "the verdict's row of bucket 'tense.past' differs from what judging again gives; use the verdict as the gate wrote it");
    }

    @Test
    void refuses_when_the_model_is_not_registered() {
        registry = new InRegistry(false, false, Optional.empty(), Optional.empty(), Trust.NONE);

        assertRefused(ReasonCode.SUBJECT_UNKNOWN, SUBJECT + " is not registered");
    }

    @Test
    void refuses_when_the_verdict_names_no_model() {
        judged = Optional.of(judged(verdict(Decision.PASS, true, Optional.empty(), NOW)));

        assertRefused(ReasonCode.SUBJECT_UNKNOWN, "the verdict names no model");
    }

    @Test
    void refuses_when_the_verdict_is_about_another_model() {
        judged = Optional.of(judged(verdict(Decision.PASS, true, Optional.of(OTHER.hex()), NOW)));

        assertRefused(ReasonCode.SUBJECT_MISMATCH, "the verdict is about model " + OTHER);
    }

    @Test
    void refuses_when_the_evidence_is_about_another_model_whatever_the_verdict_says() {
        Ruling again = ruling(Decision.PASS, OTHER, ImmutableList.of());
        judged = Optional.of(new Judged(new Authenticity.Unsigned(GOOD), Optional.of(again), ImmutableList.of()));

        assertRefused(ReasonCode.SUBJECT_MISMATCH, "the evidence is about model " + OTHER);
    }

    @Test
    void refuses_when_the_baseline_is_another_than_the_committed_one() {
        committed = committed(Optional.of("d".repeat(64)), ImmutableList.of(), Optional.empty());

        assertRefused(ReasonCode.BASELINE_MISMATCH, "made against the baseline " + BASELINE);
    }

    @Test
    void refuses_when_the_baseline_is_not_committed() {
        committed = committed(Optional.empty(), ImmutableList.of(), Optional.empty());

        assertRefused(ReasonCode.BASELINE_MISMATCH, "eval_baseline.json is not in commit");
    }

    @Test
    void refuses_when_the_baseline_or_its_cases_were_edited() {
        committed = committed(Optional.of(BASELINE), ImmutableList.of("b.json", "cases.jsonl"), Optional.empty());

        assertThat(refusals())
                .extracting(Reason::message)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("b.json differs from the committed file"),
                        second -> assertThat(second).startsWith("cases.jsonl differs from the committed file"));
    }

    @Test
    void refuses_when_the_policy_was_edited() {
        committed = committed(Optional.of(BASELINE), ImmutableList.of(), Optional.of("gate.yaml"));

        assertRefused(ReasonCode.POLICY_MISMATCH, "gate.yaml differs from the committed file");
    }

    @Test
    void refuses_a_looser_tolerance_another_mode_and_another_policy() {
        Verdict loose = new Verdict(
                Decision.PASS,
                true,
                ImmutableList.of(),
                Optional.of(SUBJECT.hex()),
                new Verdict.CandidateRef("e".repeat(64), Optional.empty()),
                new Verdict.BaselineRef(BASELINE, Optional.empty()),
                Optional.of("f".repeat(64)),
                Optional.empty(),
                Optional.empty(),
                "harm",
                new Tolerance(Fraction.of(1, 10)),
                "0.1.0",
                NOW,
                Optional.empty(),
                ImmutableList.of(),
                ImmutableList.of());
        judged = Optional.of(judged(loose));

        assertThat(refusals()).extracting(Reason::code).containsOnly(ReasonCode.POLICY_MISMATCH);
        assertThat(refusals())
                .extracting(Reason::message)
                .satisfiesExactly(
                        policy -> assertThat(policy)
                                .contains("policy is " + "f".repeat(64) + ", but the committed one is none"),
                        mode -> assertThat(mode).contains("mode is harm, but the committed one is point"),
                        tolerance -> assertThat(tolerance).contains("tolerance is 0.1, but the committed one is 0.02"));
    }

    @Test
    void refuses_when_another_model_went_live_since() {
        judged = Optional.of(judged(whileLive(Optional.of(SUBJECT.hex()))));
        registry = new InRegistry(true, false, Optional.empty(), Optional.of(live()), Trust.NONE);

        assertRefused(
                ReasonCode.REGISTRY_MOVED,
                "model %s was live when the verdict was made, but the pointer moved to model %s"
                        .formatted(SUBJECT, OTHER));
    }

    @Test
    void refuses_when_what_was_live_is_so_no_more() {
        judged = Optional.of(judged(whileLive(Optional.of(OTHER.hex()))));

        assertRefused(ReasonCode.REGISTRY_MOVED, "but the pointer moved to model none");
    }

    @Test
    void refuses_a_verdict_that_does_not_say_what_was_live_once_the_pointer_moved_after_it() {
        registry = new InRegistry(true, false, Optional.empty(), Optional.of(live()), Trust.NONE);

        assertRefused(
                ReasonCode.REGISTRY_MOVED,
                "model none was live when the verdict was made, but the pointer moved to model " + OTHER);
    }

    @Test
    void a_verdict_that_does_not_say_what_was_live_stands_while_the_pointer_has_not_moved_since() {
        Live before = new Live(OTHER, NOW);
        registry = new InRegistry(true, false, Optional.empty(), Optional.of(before), Trust.NONE);

        assertThat(refusals()).isEmpty();
    }

    private static Live live() {
        return new Live(OTHER, NOW.plusMillis(1));
    }

    @Test
    void a_verdict_lives_for_a_day_to_the_second() {
        assertThat(refusalsAt(NOW.minus(Duration.ofHours(24)))).isEmpty();
        assertThat(refusalsAt(NOW.minus(Duration.ofHours(24)).minusNanos(1)))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.VERDICT_EXPIRED);
    }

    @Test
    void a_verdict_may_come_from_five_minutes_ahead_and_no_further() {
        assertThat(refusalsAt(NOW.plus(Duration.ofMinutes(5)))).isEmpty();
        assertThat(refusalsAt(NOW.plus(Duration.ofMinutes(5)).plusNanos(1)))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.VERDICT_EXPIRED);
        assertThat(refusalsAt(Instant.MAX)).hasSize(1);
        assertThat(refusalsAt(Instant.MIN)).hasSize(1);
    }

    @Test
    void refuses_when_the_content_is_in_quarantine() {
        registry = new InRegistry(true, true, Optional.empty(), Optional.empty(), Trust.NONE);

        assertRefused(ReasonCode.QUARANTINED, "the content of model " + SUBJECT + " is in quarantine");
    }

    @Test
    void refuses_when_the_version_names_another_model() {
        registry = new InRegistry(true, false, Optional.of(OTHER), Optional.empty(), Trust.NONE);

        assertRefused(ReasonCode.SEMVER_TAKEN, "version v1.0.0 names model " + OTHER + " already");
    }

    @Test
    void refuses_an_unsigned_verdict_where_signatures_are_demanded() {
        registry = new InRegistry(true, false, Optional.empty(), Optional.empty(), SIGNATURES_DEMANDED);

        assertRefused(ReasonCode.SIGNATURE_MISSING, "trust.json demands signatures");
    }

    @Test
    void refuses_when_the_evidence_does_not_serve() {
        Reason missing = new Reason(ReasonCode.EVIDENCE_MISMATCH, "no file with the digest");
        judged = Optional.of(new Judged(new Authenticity.Unsigned(GOOD), Optional.empty(), ImmutableList.of(missing)));

        assertThat(refusals()).containsExactly(missing);
    }

    @Test
    void collects_every_reason() {
        registry = new InRegistry(false, true, Optional.of(OTHER), Optional.empty(), SIGNATURES_DEMANDED);
        committed = committed(Optional.of("d".repeat(64)), ImmutableList.of("b.json"), Optional.of("gate.yaml"));
        Verdict bad = verdict(
                Decision.REFUSED,
                false,
                Optional.of(OTHER.hex()),
                NOW.minus(Duration.ofDays(2)),
                Optional.of(OTHER.hex()));
        judged = Optional.of(judged(bad, Decision.REFUSED));

        assertThat(refusals())
                .extracting(Reason::code)
                .contains(
                        ReasonCode.SUBJECT_UNKNOWN,
                        ReasonCode.QUARANTINED,
                        ReasonCode.SEMVER_TAKEN,
                        ReasonCode.BASELINE_MISMATCH,
                        ReasonCode.POLICY_MISMATCH,
                        ReasonCode.NOT_PASSED,
                        ReasonCode.SUBJECT_MISMATCH,
                        ReasonCode.REGISTRY_MOVED,
                        ReasonCode.VERDICT_EXPIRED,
                        ReasonCode.SIGNATURE_MISSING);
    }

    @Test
    void refuses_by_the_signature_alone_when_the_verdict_is_not_to_be_believed_in_any_word() {
        Reason bad = new Reason(ReasonCode.SIGNATURE_BAD, "the signed verdict v.json does not count");
        judged = Optional.of(new Judged(new Authenticity.Bad(bad), Optional.empty(), ImmutableList.of()));

        assertThat(refusals()).containsExactly(bad);
    }

    @Test
    void takes_a_verdict_that_a_trusted_key_signed_where_signatures_are_demanded() {
        registry = new InRegistry(true, false, Optional.empty(), Optional.empty(), SIGNATURES_DEMANDED);
        KeyId key = SIGNATURES_DEMANDED.keys().get(0).id();
        Ruling again = ruling(Decision.PASS, SUBJECT, ImmutableList.of());
        judged = Optional.of(new Judged(new Authenticity.Valid(GOOD, key), Optional.of(again), ImmutableList.of()));

        assertThat(refusals()).isEmpty();
    }

    private void assertRefused(ReasonCode code, String message) {
        assertThat(refusals()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(code);
            assertThat(reason.message()).contains(message);
        });
    }

    private List<Reason> refusalsAt(Instant createdAt) {
        judged = Optional.of(judged(verdict(Decision.PASS, true, Optional.of(SUBJECT.hex()), createdAt)));
        return refusals();
    }

    private List<Reason> refusals() {
        return PromotionRules.refusals(
                new PromotionFacts(SUBJECT, new SemverTag("v1.0.0"), registry, committed, judged, NOW));
    }

    private static InCommit committed(
            Optional<String> baseline, ImmutableList<String> dirtyBaseline, Optional<String> dirtyPolicy) {
        return new InCommit(
                "1".repeat(40),
                "eval_baseline.json",
                baseline,
                dirtyBaseline,
                dirtyPolicy,
                CommittedRules.NONE,
                new BaseStanding.Unbound());
    }

    private static Judged judged(Verdict verdict) {
        return judged(verdict, Decision.PASS);
    }

    private static Judged judged(Verdict verdict, Decision again) {
        Ruling ruling = ruling(again, SUBJECT, ImmutableList.of());
        return new Judged(new Authenticity.Unsigned(verdict), Optional.of(ruling), ImmutableList.of());
    }

    private static Ruling ruling(Decision decision, CanonicalSha model, ImmutableList<Reason> reasons) {
        boolean passes = decision == Decision.PASS;
        Verdict own = verdict(decision, passes, Optional.of(model.hex()), NOW, Optional.empty(), reasons, ROWS);
        return new Ruling(passes, own);
    }

    private static Verdict whileLive(Optional<String> live) {
        return verdict(Decision.PASS, true, Optional.of(SUBJECT.hex()), NOW, live);
    }

    private static Verdict verdict(Decision decision, boolean promotable, Optional<String> model, Instant createdAt) {
        return verdict(decision, promotable, model, createdAt, Optional.empty());
    }

    private static Verdict verdict(
            Decision decision, boolean promotable, Optional<String> model, Instant createdAt, Optional<String> live) {
        return verdict(decision, promotable, model, createdAt, live, ImmutableList.of(), ROWS);
    }

    private static Verdict verdict(
            Decision decision,
            boolean promotable,
            Optional<String> model,
            Instant createdAt,
            Optional<String> live,
            ImmutableList<Reason> reasons,
            ImmutableList<BucketRow> rows) {
        return new Verdict(
                decision,
                promotable,
                reasons,
                model,
                new Verdict.CandidateRef("e".repeat(64), Optional.empty()),
                new Verdict.BaselineRef(BASELINE, Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                live,
                Verdict.POINT,
                Tolerance.DEFAULT,
                "0.1.0",
                createdAt,
                Optional.empty(),
                rows,
                ImmutableList.of());
    }
}
