package dev.modelgate.eval.selftest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.policy.gate.Suite;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.policy.PolicyCheck;
import dev.modelgate.eval.policy.PolicyCheck.Checked;
import dev.modelgate.eval.policy.PolicyCheck.Request;
import dev.modelgate.eval.report.ReportReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Tries a policy on the team's own baseline: against itself it must pass, sabotaged it must not, and equally good
 * candidates, drawn from its own cases, show how often the policy would refuse for nothing.
 */
public final class SelfTest {

    /** Any model but the baseline's. */
    private static final String ANOTHER_MODEL = "5".repeat(64);

    private final PolicyCheck check;
    private final Specimen baseline;
    private final Evidence evidence;
    private final GatePolicy policy;
    private final ImmutableMap<String, Evidence> suites;
    private final Circumstances circumstances;

    /**
     * @param baseline the report that candidates would be compared with
     * @throws CannotJudgeException where it, or a suite's, cannot be read
     */
    public SelfTest(PolicyCheck.Settings settings, Path baseline, Circumstances circumstances) {
        this.check = new PolicyCheck(settings, settings.rules().policySha256());
        this.policy = settings.rules().policy();
        this.evidence = ReportReader.read(baseline);
        this.baseline = Specimen.of(baseline);
        this.suites = policy.suites().values().stream()
                .collect(ImmutableMap.toImmutableMap(
                        Suite::name,
                        suite -> ReportReader.read(settings.project().resolve(suite.baseline()))));
        this.circumstances = circumstances;
    }

    /**
     * One trial.
     *
     * @param holds whether the policy did what it must
     * @param found what it said
     */
    public record Trial(String name, boolean holds, String found) {}

    /**
     * How often equally good candidates were refused.
     *
     * @param refused of so many
     */
    public record Refusals(int refused, int runs) {}

    /** The baseline against itself, then every sabotage. */
    public ImmutableList<Trial> trials() {
        ImmutableList.Builder<Trial> trials = ImmutableList.builder();
        trials.add(itself());
        for (Sabotages.Sabotage sabotage : Sabotages.of(baseline, evidence.report(), policy.rule())) {
            trials.add(sabotaged(sabotage));
        }
        return trials.build();
    }

    /**
     * Draws equally good candidates from the baseline's own cases and judges each.
     *
     * @param correlation of both sides being right, case by case, in [0, 1)
     * @return empty where the baseline has no cases that are right or wrong
     */
    public Optional<Refusals> equallyGood(int runs, double correlation, long seed) {
        if (baseline.cases().isEmpty() || !baseline.cases().get().stream().allMatch(Specimen::isBinary)) {
            return Optional.empty();
        }
        Twin twin = new Twin(evidence.report(), correlation);
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int run = 0; run < runs; run++) {
            Evidence candidate = new Evidence(twin.draw(random), evidence.sha256(), evidence.casesSha256());
            refused += judged(candidate).allowed() ? 0 : 1;
        }
        return Optional.of(new Refusals(refused, runs));
    }

    private Trial itself() {
        Checked checked = judged(evidence);
        return new Trial(
                "baseline against itself",
                checked.allowed(),
                checked.verdict().decision().name());
    }

    private Trial sabotaged(Sabotages.Sabotage sabotage) {
        try {
            Checked checked = judged(sabotage.candidate().ofModel(ANOTHER_MODEL).evidence(sabotage.name()));
            return new Trial(
                    sabotage.name(),
                    !checked.allowed(),
                    checked.verdict().decision().name());
        } catch (CannotJudgeException e) {
            return new Trial(sabotage.name(), true, "not judged: " + e.getMessage());
        }
    }

    private Checked judged(Evidence candidate) {
        return check.run(new Request(candidate, evidence, suites, Optional.empty(), OptionalLong.of(1)), circumstances);
    }
}
