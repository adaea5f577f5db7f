package dev.modelgate.eval.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.policy.gate.Judgement;
import dev.modelgate.core.policy.gate.PolicyJudge;
import dev.modelgate.core.policy.gate.PolicyVerdict;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.stats.decision.TestPlan;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.report.ReportReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges a candidate's reports by a policy: {@code gate check}, the build's goal and CI alike. Nothing is written. */
public final class PolicyCheck {

    private final Settings settings;
    private final Optional<String> committed;

    /** @param committed digest of the policy in the commit, which alone lets a verdict promote; empty where it has none */
    public PolicyCheck(Settings settings, Optional<String> committed) {
        this.settings = settings;
        this.committed = committed;
    }

    /**
     * The policy judged by.
     *
     * @param project the directory that its paths are relative to
     */
    public record Settings(CommittedRules rules, Path project) {}

    /**
     * What shall be judged.
     *
     * @param suites the candidate's reports of further suites, by their name in the policy
     * @param threshold the least accuracy over all cases, besides the policy
     * @param attempt which candidate this is on the same cases; empty where nobody counted
     */
    public record Request(
            Evidence candidate,
            Evidence baseline,
            ImmutableMap<String, Evidence> suites,
            Optional<Fraction> threshold,
            OptionalLong attempt) {}

    /**
     * The verdict.
     *
     * @param allowed whether the candidate may go on: a pass, or an inconclusive one that the policy lets through
     * @param warnings sentences with names from outside
     * @param candidate the evidence that was judged
     * @param baseline what it was judged against
     * @param plan by which the policy tests
     */
    public record Checked(
            Verdict verdict,
            boolean allowed,
            ImmutableList<String> warnings,
            Evidence candidate,
            Evidence baseline,
            TestPlan plan) {

        /** What the evidence shows beside the decision. */
        public Review review() {
            return Review.of(verdict, candidate, baseline, plan);
        }
    }

    /**
     * Judges.
     *
     * @throws CannotJudgeException where a committed report is missing or malformed, or does not allow a judgement
     */
    public Checked run(Request request, Circumstances circumstances) {
        GatePolicy policy = policy(request);
        PolicyEvidence evidence = evidence(policy, request);
        Judgement judgement = new PolicyJudge(policy).judge(evidence);
        Verdict verdict = PolicyVerdict.of(judgement, policy, evidence, isCommitted(), circumstances);
        return new Checked(
                verdict,
                judgement.allowed(),
                warnings(judgement, policy, evidence),
                evidence.main().candidate(),
                evidence.main().baseline(),
                policy.rule().gateRule().plan());
    }

    /** A threshold only tightens, so the verdict may still promote; promotion judges it again with the policy. */
    private GatePolicy policy(Request request) {
        GatePolicy policy = settings.rules().policy();
        return request.threshold().map(policy::with).orElse(policy);
    }

    private boolean isCommitted() {
        return settings.rules().policySha256().equals(committed);
    }

    private ImmutableList<String> warnings(Judgement judgement, GatePolicy policy, PolicyEvidence evidence) {
        ImmutableList.Builder<String> warnings = ImmutableList.<String>builder().addAll(judgement.warnings());
        if (!isCommitted()) {
            warnings.add("the policy judged by is not the committed one, so this verdict cannot promote; commit it and"
                    + " judge again");
        }
        if (judgement.allowed() && evidence.main().found().modelSha().isPresent()) {
            policy.tooThin(evidence).forEach(reason -> warnings.add(cannotPromote(reason)));
        }
        return warnings.build();
    }

    /** Said of a verdict that passes and names its model: its reader would take it for one that promotes. */
    public static String cannotPromote(Reason tooThin) {
        return "this verdict cannot promote: " + tooThin.message();
    }

    private PolicyEvidence evidence(GatePolicy policy, Request request) {
        return new PolicyEvidence(
                SuiteEvidences.of(request.candidate(), request.baseline()),
                suites(policy, request),
                champions(policy),
                request.attempt());
    }

    private ImmutableMap<String, SuiteEvidence> suites(GatePolicy policy, Request request) {
        ImmutableMap.Builder<String, SuiteEvidence> suites = ImmutableMap.builder();
        request.suites().forEach((name, report) -> {
            if (!policy.suites().containsKey(name)) {
                throw new CannotJudgeException("a report is given for the suite '%s', but the policy's suites are %s"
                        .formatted(
                                name,
                                policy.suites().isEmpty()
                                        ? "none"
                                        : String.join(", ", policy.suites().keySet())));
            }
        });
        policy.suites().forEach((name, suite) -> {
            Evidence report = request.suites().get(name);
            if (report != null) {
                Evidence baseline = ReportReader.read(settings.project().resolve(suite.baseline()));
                suites.put(name, SuiteEvidences.of(report, baseline));
            }
        });
        return suites.buildOrThrow();
    }

    /** A champion that is not there is not measured; the check says so. */
    private ImmutableMap<String, Evidence> champions(GatePolicy policy) {
        return policy.champions().stream()
                .filter(path -> Files.exists(settings.project().resolve(path)))
                .collect(ImmutableMap.toImmutableMap(
                        path -> path,
                        path -> ReportReader.read(settings.project().resolve(path))));
    }
}
