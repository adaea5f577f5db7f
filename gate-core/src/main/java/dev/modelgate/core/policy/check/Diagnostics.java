package dev.modelgate.core.policy.check;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.pipeline.Diagnostic;
import dev.modelgate.core.pipeline.EvidenceRules;
import dev.modelgate.core.pipeline.EvidenceVerdict;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.pipeline.Severity;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.verdict.CheckStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the pipeline's run says of itself: ended, in the right stages, on the agreed data, with whole records.
 *
 * @param rules what must hold of the run
 * @param from the least severity that counts against the candidate
 */
public record Diagnostics(EvidenceRules rules, Severity from) implements Check {

    public static final String TYPE = "diagnostics";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "the pipeline's run has no finding at severity %s or above in stage '%s'"
                .formatted(word(from), rules.stage());
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        String required = "none at severity %s or above".formatted(word(from));
        return suite.candidateRun()
                .map(run -> judged(run, required))
                .orElseGet(() -> Outcome.notMeasured(
                        ReasonCode.NOT_MEASURED,
                        TYPE,
                        required,
                        "the candidate's report has no 'pipeline_run'; let the pipeline add it"));
    }

    private Outcome judged(RunEvidence run, String required) {
        List<Diagnostic> counted = EvidenceVerdict.of(run, run, rules).diagnostics().stream()
                .filter(found -> found.severity().compareTo(from) >= 0)
                .toList();
        if (counted.isEmpty()) {
            return Outcome.pass(TYPE, "none", required);
        }
        String messages = counted.stream().map(Diagnostic::message).collect(Collectors.joining("; "));
        return new Outcome(
                CheckStatus.FAIL,
                TYPE,
                Optional.of(Integer.toString(counted.size())),
                required,
                "%s: %d found, but %s is required; %s".formatted(TYPE, counted.size(), required, messages),
                counted.stream().map(Diagnostic::code).distinct().collect(ImmutableList.toImmutableList()),
                ImmutableList.of());
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(java.util.Locale.ROOT);
    }
}
