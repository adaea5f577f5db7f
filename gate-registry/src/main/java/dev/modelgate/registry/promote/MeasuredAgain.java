package dev.modelgate.registry.promote;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.EvalSetMatch;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.dvc.EvalSetSource;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.report.ErrorCases;
import dev.modelgate.eval.report.RecordedCase;
import dev.modelgate.eval.score.Score;
import dev.modelgate.eval.score.ScoredAgain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cases of a candidate, held to what its answers are worth. The case file says of each answer that it was right;
 * here each is scored once more by the committed scorer, against the case as the eval set states it, else as the
 * committed baseline's cases do. So a score may not be better than its answer, and no case may be made easier.
 */
final class MeasuredAgain {

    private final Wiring wiring;
    private final Path project;
    private final ImmutableList.Builder<Reason> reasons = ImmutableList.builder();

    private MeasuredAgain(Wiring wiring, Path project) {
        this.wiring = wiring;
        this.project = project;
    }

    /** Why the candidate's cases are not worth what they say; empty where they are, or nothing tells. */
    static ImmutableList<Reason> reasons(
            CandidateEvidence candidate, CommittedBaseline baseline, Wiring wiring, Path project) throws IOException {
        if (candidate.evidence().isEmpty()
                || candidate.cases().isEmpty()
                || baseline.evidence().isEmpty()) {
            return ImmutableList.of();
        }
        MeasuredAgain measured = new MeasuredAgain(wiring, project);
        measured.measure(
                candidate.evidence().get(),
                read(candidate.cases().get(), "the candidate's cases"),
                baseline.evidence().get(),
                baseline.cases().isPresent()
                        ? read(baseline.cases().get(), "the baseline's cases")
                        : ImmutableList.of());
        return measured.reasons.build();
    }

    private static ImmutableList<RecordedCase> read(Exhibit cases, String name) throws IOException {
        try (InputStream in = cases.content().openStream()) {
            return RecordedCase.read(in, name);
        }
    }

    private void measure(
            Evidence candidate, List<RecordedCase> cases, Evidence baseline, List<RecordedCase> baselineCases) {
        Optional<ImmutableMap<String, EvalCase>> evalSet = evalSet(baseline.report());
        evalSet.ifPresent(set ->
                sameIds(cases, set.keySet(), ErrorCases.ids(candidate.report().source())));
        ImmutableMap<String, EvalCase> stated = evalSet.orElseGet(() -> baselineCases.stream()
                .filter(RecordedCase::isWhole)
                .collect(ImmutableMap.toImmutableMap(each -> each.evalCase().id(), RecordedCase::evalCase)));
        sameQuestions(cases, stated);
        if (wiring.scorer().isPresent()
                || baseline.report().source().member("scorer").isPresent()) {
            ImmutableMap<String, CaseResult> results =
                    Maps.uniqueIndex(candidate.report().cases().orElseThrow(), CaseResult::id);
            sameScores(cases, stated, results);
        }
    }

    /**
     * The eval set that the wiring names, where it is here and is the one that the committed baseline was measured on;
     * nothing is fetched, for the registry may be locked.
     */
    private Optional<ImmutableMap<String, EvalCase>> evalSet(EvalReport baseline) {
        if (wiring.evalSet().isEmpty()
                || (baseline.evalSetDvcHash().isEmpty()
                        && baseline.evalSetSha256().isEmpty())) {
            return Optional.empty();
        }
        return EvalSetSource.here(project.resolve(wiring.evalSet().get()).toString())
                .filter(set -> EvalSetMatch.mismatches(
                                Optional.of(set.digests().dvc()),
                                Optional.of(set.digests().sha256()),
                                baseline)
                        .isEmpty())
                .map(set -> Maps.uniqueIndex(set.cases(), EvalCase::id));
    }

    private void sameIds(List<RecordedCase> cases, Set<String> required, Set<String> unanswered) {
        Set<String> found = cases.stream().map(each -> each.evalCase().id()).collect(ImmutableSet.toImmutableSet());
        Sets.difference(found, required).stream()
                .sorted()
                .findFirst()
                .ifPresent(id ->
                        mismatch("case '%s' is among the candidate's cases, but not in the eval set".formatted(id)));
        Sets.difference(required, Sets.union(found, unanswered)).stream()
                .sorted()
                .findFirst()
                .ifPresent(
                        id -> mismatch("case '%s' of the eval set is not among the candidate's cases".formatted(id)));
    }

    private void sameQuestions(List<RecordedCase> cases, ImmutableMap<String, EvalCase> stated) {
        for (RecordedCase each : cases) {
            EvalCase required = stated.get(each.evalCase().id());
            if (required != null && each.isWhole() && !sameQuestion(each.evalCase(), required)) {
                mismatch("case '%s' asks '%s' and expects '%s', but '%s' and '%s' are stated"
                        .formatted(
                                required.id(),
                                each.evalCase().inputText(),
                                each.evalCase().expectedText(),
                                required.inputText(),
                                required.expectedText()));
                return;
            }
        }
    }

    private static boolean sameQuestion(EvalCase found, EvalCase required) {
        return found.inputText().equals(required.inputText())
                && found.expectedText().equals(required.expectedText());
    }

    private void sameScores(
            List<RecordedCase> cases, ImmutableMap<String, EvalCase> stated, ImmutableMap<String, CaseResult> results) {
        ScoredAgain again = new ScoredAgain(wiring.scorer());
        for (RecordedCase each : cases) {
            EvalCase asked = stated.getOrDefault(each.evalCase().id(), each.evalCase());
            boolean whole = each.isWhole() || stated.containsKey(asked.id());
            if (!whole || each.output().isEmpty() || !again.knows(asked)) {
                continue;
            }
            if (again.isJudged(asked) && each.judgeAnswer().isEmpty()) {
                reasons.add(new Reason(
                        ReasonCode.EVIDENCE_TOO_THIN,
                        "case '%s' has a judge's score without the judge's answer, but a score is held to it; evaluate again with 'gate eval'"
                                .formatted(asked.id())));
                return;
            }
            Optional<Score> score = score(again, asked, each);
            CaseResult result = results.get(asked.id());
            if (result != null && !isWorth(result, score)) {
                mismatch("case '%s' is said to be worth %s%s, but its answer '%s' is worth %s"
                        .formatted(
                                asked.id(),
                                result.score(),
                                result.passed()
                                        .map(passed -> passed ? " (passed)" : " (failed)")
                                        .orElse(""),
                                each.output().get(),
                                score.map(MeasuredAgain::shown).orElse("no score")));
                return;
            }
        }
    }

    private static Optional<Score> score(ScoredAgain again, EvalCase asked, RecordedCase answered) {
        try {
            return again.score(asked, answered.output().orElseThrow(), answered.judgeAnswer());
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "case '%s' cannot be scored again: %s; name its scorer in the wiring"
                            .formatted(asked.id(), e.getMessage()),
                    e);
        }
    }

    private static boolean isWorth(CaseResult result, Optional<Score> score) {
        return score.isPresent()
                && Fraction.of(score.get().value()).equals(result.score())
                && (score.get().passed().isEmpty() || score.get().passed().equals(result.passed()));
    }

    private static String shown(Score score) {
        return score.value().toPlainString()
                + score.passed()
                        .map(passed -> passed ? " (passed)" : " (failed)")
                        .orElse("");
    }

    private void mismatch(String what) {
        reasons.add(new Reason(
                ReasonCode.EVIDENCE_MISMATCH, what + "; evaluate again, and use the cases as the gate wrote them"));
    }
}
