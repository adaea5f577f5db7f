package dev.modelgate.core.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.EvidenceDemand;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The judgement on one run, {@code modelgate.verdict/v1}: what was judged, against what, under which rules, and the
 * outcome. It names its evidence by digest, so that {@code promote} can find it and judge again.
 *
 * @param promotable false where the subject is unknown, the rules are not the committed ones, it is no pass, or less
 *     stands behind it than behind the baseline
 * @param modelSha canonical SHA of the judged bundle
 * @param policySha256 digest of the policy judged under; empty where there is none
 * @param liveSha what was live when it was judged; a release since then makes the verdict stale
 * @param createdAt to the second
 * @param checks what the policy's checks found, in its order; empty where there is no policy
 * @param suites the further suites that were judged, by name, with their evidence
 */
public record Verdict(
        Decision decision,
        boolean promotable,
        ImmutableList<Reason> reasons,
        Optional<String> modelSha,
        CandidateRef candidate,
        BaselineRef baseline,
        Optional<String> policySha256,
        Optional<String> wiringSha256,
        Optional<String> liveSha,
        String mode,
        Tolerance tolerance,
        String gateVersion,
        Instant createdAt,
        Optional<String> runUrl,
        ImmutableList<BucketRow> buckets,
        ImmutableList<CheckResult> checks,
        ImmutableList<SuiteRef> suites) {

    /** A verdict on one suite. */
    public Verdict(
            Decision decision,
            boolean promotable,
            ImmutableList<Reason> reasons,
            Optional<String> modelSha,
            CandidateRef candidate,
            BaselineRef baseline,
            Optional<String> policySha256,
            Optional<String> wiringSha256,
            Optional<String> liveSha,
            String mode,
            Tolerance tolerance,
            String gateVersion,
            Instant createdAt,
            Optional<String> runUrl,
            ImmutableList<BucketRow> buckets,
            ImmutableList<CheckResult> checks) {
        this(
                decision,
                promotable,
                reasons,
                modelSha,
                candidate,
                baseline,
                policySha256,
                wiringSha256,
                liveSha,
                mode,
                tolerance,
                gateVersion,
                createdAt,
                runUrl,
                buckets,
                checks,
                ImmutableList.of());
    }

    /** The point rule, the mode where no policy says otherwise. */
    public static final String POINT = "point";

    /** The candidate's report and cases, by the SHA-256 of their bytes. */
    public record CandidateRef(String sha256, Optional<String> casesSha256) {}

    /** The baseline's report, by the SHA-256 of its bytes, and the model it was measured on. */
    public record BaselineRef(String sha256, Optional<String> modelSha) {}

    /** A further suite of the policy, by its name there, and the evidence on both sides. */
    public record SuiteRef(String suite, CandidateRef candidate, BaselineRef baseline) {}

    /** Where and when a judgement is made: everything about it that is not in the two reports. */
    public record Circumstances(
            Optional<String> policySha256,
            Optional<String> wiringSha256,
            Optional<String> liveSha,
            String gateVersion,
            Instant createdAt,
            Optional<String> runUrl) {

        /** Of a judgement that reads no policy and no registry. */
        public static Circumstances of(String gateVersion, Instant createdAt) {
            return new Circumstances(
                    Optional.empty(), Optional.empty(), Optional.empty(), gateVersion, createdAt, Optional.empty());
        }
    }

    /**
     * The first part in which this verdict says otherwise than another one on the same evidence under the same rules;
     * empty where they agree in everything judged. When, where and by which build they were made is not judged, and
     * whether one may promote depends on what its judge knew. A judge without a project knows no wiring.
     */
    public Optional<String> differenceFrom(Verdict again) {
        return firstDifference(buckets, again.buckets, row -> "row of bucket '%s'".formatted(row.bucket()))
                .or(() -> firstDifference(checks, again.checks, check -> "check '%s'".formatted(check.id())))
                .or(() -> firstDifference(suites, again.suites, suite -> "suite '%s'".formatted(suite.suite())))
                .or(() -> different("decision", decision, again.decision))
                .or(() -> different("reasons", codes(), again.codes()))
                .or(() -> different("messages", messages(), again.messages()))
                .or(() -> different("mode", mode, again.mode))
                .or(() -> different("tolerance", tolerance, again.tolerance))
                .or(() -> different("candidate", candidate, again.candidate))
                .or(() -> different("baseline", baseline, again.baseline))
                .or(() -> wiringSha256.isEmpty()
                        ? Optional.empty()
                        : different("wiring", wiringSha256, again.wiringSha256));
    }

    /** Of two lists, the first item that has not its like at the same place; the other's where this one ends before. */
    private static <T> Optional<String> firstDifference(List<T> these, List<T> those, Function<T, String> named) {
        for (int i = 0; i < Math.max(these.size(), those.size()); i++) {
            if (i >= these.size() || i >= those.size() || !these.get(i).equals(those.get(i))) {
                return Optional.of(named.apply(i < these.size() ? these.get(i) : those.get(i)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> different(String what, Object found, Object required) {
        return found.equals(required) ? Optional.empty() : Optional.of(what);
    }

    /** The codes as a verdict's file has them, each once: which message belongs to which is not kept there. */
    private ImmutableSet<ReasonCode> codes() {
        return reasons.stream().map(Reason::code).collect(ImmutableSet.toImmutableSet());
    }

    private ImmutableList<String> messages() {
        return reasons.stream().map(Reason::message).collect(ImmutableList.toImmutableList());
    }

    /**
     * Turns a comparison into a verdict. It may promote where it passes, names its subject, and was made with the
     * default tolerance: the rule where no policy is committed. Numbers are judged as they are; they promote only where
     * as much stands behind them as behind the baseline's.
     */
    public static Verdict of(
            Comparison comparison, Evidence candidate, Evidence baseline, Circumstances circumstances) {
        boolean promotable = comparison.passes()
                && candidate.report().modelSha().isPresent()
                && comparison.tolerance().equals(Tolerance.DEFAULT)
                && ThinEvidence.reasons(candidate.report(), baseline.report(), EvidenceDemand.COUNTED)
                        .isEmpty();
        return new Verdict(
                comparison.decision(),
                promotable,
                comparison.reasons(),
                candidate.report().modelSha(),
                new CandidateRef(candidate.sha256(), candidate.casesSha256()),
                new BaselineRef(baseline.sha256(), baseline.report().modelSha()),
                circumstances.policySha256(),
                circumstances.wiringSha256(),
                circumstances.liveSha(),
                POINT,
                comparison.tolerance(),
                circumstances.gateVersion(),
                circumstances.createdAt(),
                circumstances.runUrl(),
                comparison.buckets().stream().map(BucketRow::of).collect(ImmutableList.toImmutableList()),
                ImmutableList.of());
    }
}
