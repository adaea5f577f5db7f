package dev.modelgate.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.pipeline.EvidenceRules;
import dev.modelgate.core.pipeline.EvidenceVerdict;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.port.RunTracker;
import dev.modelgate.eval.pipeline.EvidenceSource;
import dev.modelgate.eval.pipeline.EvidenceSources;
import dev.modelgate.eval.render.EvidenceReport;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.registry.Trackers;
import dev.modelgate.registry.tracking.TrackedEvidence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code gate check --evidence}: a run against the one deployed before it. */
final class EvidenceCheck {

    private static final String MLFLOW = "mlflow:";

    private Optional<String> evidence = Optional.empty();
    private String run = "";
    private String previous = "";
    private String stage = "evaluate";
    private Optional<String> metrics = Optional.empty();
    private Fraction maxDrop = EvidenceRules.DEFAULT_MAX_DROP;
    private final Map<String, String> datasets = new LinkedHashMap<>();
    private Format format = Format.TEXT;

    void declare(Syntax syntax) {
        syntax.option(
                        "--evidence",
                        "SOURCE",
                        "where runs are kept: contexta:DIR, mlflow:RUN, or a run.json",
                        value -> evidence = Optional.of(value))
                .option("--run", "REF", "the candidate's run", value -> run = value)
                .option("--previous", "REF", "the run deployed before", value -> previous = value)
                .option(
                        "--stage",
                        "NAME",
                        "the stage whose metrics count: evaluate (the default)",
                        value -> stage = value)
                .option(
                        "--metrics",
                        "A,B,C",
                        "what must be measured; by default what the previous run measured in that stage",
                        value -> metrics = Optional.of(value))
                .option(
                        "--max-drop",
                        "SHARE",
                        "how far a metric may drop against its previous value: 0.02 (the default), 2%%",
                        value -> maxDrop = Options.tolerance(value).points())
                .option("--dataset", "NAME=VERSION,…", "agreed versions; by default the previous run's", this::agree);
    }

    boolean isAskedFor() {
        return evidence.isPresent();
    }

    ExitStatus run(Invocation invocation, Format asked) {
        format = asked;
        String where = evidence.orElseThrow(() -> new UsageException(
                "--evidence is not given, but it is required; 'gate check --help' shows the options"));
        if (where.startsWith(MLFLOW)) {
            return tracked(where.substring(MLFLOW.length()), invocation);
        }
        return judge(EvidenceSources.open(where, invocation.directory()), invocation);
    }

    /** {@code mlflow:RUN} names the candidate's run too. */
    private ExitStatus tracked(String candidate, Invocation invocation) {
        if (!candidate.isEmpty() && !run.isEmpty() && !candidate.equals(run)) {
            throw new UsageException(
                    "--evidence names the run '%s', but --run is '%s'; name one".formatted(candidate, run));
        }
        run = run.isEmpty() ? candidate : run;
        try (RunTracker tracker = Trackers.mlflow(invocation.environment())) {
            return judge(new TrackedEvidence(tracker), invocation);
        }
    }

    private ExitStatus judge(EvidenceSource source, Invocation invocation) {
        if (run.isEmpty() || previous.isEmpty()) {
            throw new UsageException("--run and --previous are both required; name the candidate and what it replaces");
        }
        RunEvidence before = source.run(previous);
        EvidenceVerdict verdict = EvidenceVerdict.of(source.run(run), before, rules(before));
        print(verdict, invocation);
        return verdict.passes() ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private void print(EvidenceVerdict verdict, Invocation invocation) {
        if (format == Format.JSON) {
            invocation.out().print(PrettyJson.indented(EvidenceReport.json(verdict)));
            return;
        }
        invocation.out().print(EvidenceReport.text(verdict));
        if (!verdict.passes()) {
            invocation.out().print("\n" + MarkdownReport.reasons(verdict.reasons()));
        }
    }

    private EvidenceRules rules(RunEvidence before) {
        ImmutableSet<String> required = metrics.map(names -> ImmutableSet.copyOf(
                        Splitter.on(',').trimResults().omitEmptyStrings().split(names)))
                .orElseGet(() -> EvidenceVerdict.metricsOf(before, stage));
        Map<String, String> agreed = new LinkedHashMap<>(before.datasets());
        agreed.putAll(datasets);
        try {
            return new EvidenceRules(stage, required, maxDrop, ImmutableMap.copyOf(agreed));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "the previous run '%s' gives no rule for stage '%s': %s; name the metrics by --metrics"
                            .formatted(previous, stage, e.getMessage()),
                    e);
        }
    }

    private void agree(String text) {
        for (String pair : Splitter.on(',').trimResults().split(text)) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                throw new UsageException("--dataset has '%s', but NAME=VERSION is required".formatted(pair));
            }
            datasets.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }
}
