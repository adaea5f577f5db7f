package dev.modelgate.registry.promote;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.policy.gate.Attempt;
import dev.modelgate.core.policy.gate.AttemptLog;
import dev.modelgate.core.policy.gate.Suite;
import dev.modelgate.core.port.CommittedFiles;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.SuiteRef;
import dev.modelgate.eval.policy.SuiteEvidences;
import dev.modelgate.registry.sign.SignedReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a committed policy asks for besides the first suite: the candidate's reports of further suites, which the
 * verdict names by digest, their committed baselines, and the pinned champions.
 */
record OtherEvidence(
        ImmutableMap<String, SuiteEvidence> suites,
        ImmutableMap<String, Evidence> champions,
        ImmutableList<Reason> reasons,
        ImmutableList<Exhibit> reports,
        ImmutableList<Exhibit> cases,
        ImmutableMap<String, Exhibit> signatures) {

    static OtherEvidence gather(
            CommittedRules rules,
            Optional<Verdict> verdict,
            Optional<EvidenceFinder> finder,
            CommittedFiles committed,
            SignedReport.Demand demand)
            throws IOException {
        Gathering gathering = new Gathering(committed, demand);
        for (String path : rules.policy().champions()) {
            gathering.champion(path);
        }
        if (verdict.isPresent()) {
            for (SuiteRef named : verdict.get().suites()) {
                gathering.suite(
                        named, Optional.ofNullable(rules.policy().suites().get(named.suite())), finder);
            }
        }
        return gathering.gathered();
    }

    /**
     * Everything that the policy judges by.
     *
     * @param log what the registry counted
     */
    PolicyEvidence with(SuiteEvidence main, AttemptLog log, CommittedRules rules) {
        OptionalLong attempt = Attempt.of(main.found(), rules.policySha256())
                .map(made -> OptionalLong.of(log.number(made)))
                .orElseGet(OptionalLong::empty);
        return new PolicyEvidence(main, suites, champions, attempt);
    }

    /** Collects, and says what does not serve. */
    private static final class Gathering {

        private final CommittedFiles committed;
        private final SignedReport.Demand demand;
        private final Map<String, Exhibit> signatures = new LinkedHashMap<>();
        private final Map<String, SuiteEvidence> suites = new LinkedHashMap<>();
        private final Map<String, Evidence> champions = new LinkedHashMap<>();
        private final ImmutableList.Builder<Reason> reasons = ImmutableList.builder();
        private final ImmutableList.Builder<Exhibit> reports = ImmutableList.builder();
        private final ImmutableList.Builder<Exhibit> cases = ImmutableList.builder();

        Gathering(CommittedFiles committed, SignedReport.Demand demand) {
            this.committed = committed;
            this.demand = demand;
        }

        void champion(String path) throws IOException {
            CommittedBaseline champion = committed(path);
            champion.evidence().ifPresent(evidence -> champions.put(path, evidence));
        }

        void suite(SuiteRef named, Optional<Suite> suite, Optional<EvidenceFinder> finder) throws IOException {
            if (suite.isEmpty()) {
                reasons.add(new Reason(
                        ReasonCode.POLICY_MISMATCH,
                        "the verdict judges a suite '%s', but the committed policy has none; judge again under it"
                                .formatted(named.suite())));
                return;
            }
            CommittedBaseline baseline = committed(suite.get().baseline());
            CandidateEvidence candidate = CandidateEvidence.find(named.candidate(), finder.orElseThrow(), demand);
            candidate
                    .signature()
                    .ifPresent(signature -> signatures.put(named.candidate().sha256(), signature));
            reasons.addAll(candidate.reasons());
            baseline(named, baseline);
            Stream.of(candidate.report(), baseline.report())
                    .flatMap(Optional::stream)
                    .forEach(reports::add);
            Stream.of(candidate.cases(), baseline.cases())
                    .flatMap(Optional::stream)
                    .forEach(cases::add);
            candidate
                    .evidence()
                    .ifPresent(found -> baseline.evidence()
                            .ifPresent(before -> suites.put(named.suite(), SuiteEvidences.of(found, before))));
        }

        private void baseline(SuiteRef named, CommittedBaseline baseline) {
            Optional<String> found = baseline.report().map(Exhibit::sha256);
            if (!found.equals(Optional.of(named.baseline().sha256()))) {
                reasons.add(new Reason(
                        ReasonCode.BASELINE_MISMATCH,
                        "suite '%s' was judged against the baseline %s, but the committed %s is %s; judge again"
                                .formatted(
                                        named.suite(),
                                        named.baseline().sha256(),
                                        baseline.path(),
                                        found.orElse("absent"))));
            }
        }

        private CommittedBaseline committed(String path) throws IOException {
            CommittedBaseline read = CommittedBaseline.read(committed, path);
            read.dirty()
                    .forEach(file -> reasons.add(new Reason(
                            ReasonCode.BASELINE_MISMATCH,
                            "%s differs from the committed file, but only a committed one counts; commit or restore it"
                                    .formatted(file))));
            return read;
        }

        OtherEvidence gathered() {
            return new OtherEvidence(
                    ImmutableMap.copyOf(suites),
                    ImmutableMap.copyOf(champions),
                    reasons.build(),
                    reports.build(),
                    cases.build(),
                    ImmutableMap.copyOf(signatures));
        }
    }
}
