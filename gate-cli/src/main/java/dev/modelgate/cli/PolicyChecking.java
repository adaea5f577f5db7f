package dev.modelgate.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.gate.Attempt;
import dev.modelgate.core.policy.gate.AttemptLog;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.policy.PolicyCheck;
import dev.modelgate.eval.policy.PolicyCheck.Checked;
import dev.modelgate.eval.policy.PolicyCheck.Request;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.verdict.RunUrl;
import dev.modelgate.registry.attempt.AttemptBook;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** {@code gate check --candidate}: a candidate's reports against the policy. */
final class PolicyChecking {

    private final RegistryOption registry = new RegistryOption();
    private final PolicySource source = new PolicySource();
    private Optional<String> candidate = Optional.empty();
    private Optional<String> baseline = Optional.empty();
    private Optional<Fraction> threshold = Optional.empty();
    private ImmutableMap<String, String> suites = ImmutableMap.of();
    private Optional<String> verdictOut = Optional.empty();
    private final ReportOption reports = new ReportOption();

    void declare(Syntax syntax) {
        syntax.option("--candidate", "FILE", "the candidate's report", value -> candidate = Optional.of(value))
                .option(
                        "--baseline",
                        "FILE",
                        "the baseline's report (default: the one that gate.yaml names)",
                        value -> baseline = Optional.of(value));
        source.declare(syntax);
        syntax.option(
                        "--gate-threshold",
                        "X",
                        "also require this accuracy over all cases: 0.95 or 95%%",
                        value -> threshold = Optional.of(Options.share("--gate-threshold", value)))
                .option(
                        "--suite",
                        "NAME=FILE,…",
                        "the candidate's reports of the policy's further suites",
                        value -> suites = Options.pairs("--suite", value))
                .option(
                        "--verdict-out",
                        "FILE",
                        "also write the verdict to this file",
                        value -> verdictOut = Optional.of(value));
        reports.declare(syntax);
        registry.declare(syntax);
    }

    boolean isAskedFor() {
        return candidate.isPresent();
    }

    ExitStatus run(Invocation invocation, Format format) throws IOException {
        String report = candidate.orElseThrow(() -> new UsageException(
                "neither --candidate nor --evidence is given, but one is required; 'gate check --help' shows the"
                        + " options"));
        List<Path> inputs = inputs(report, invocation);
        reports.begin(inputs, invocation);
        VerdictPrinter printer = new VerdictPrinter(invocation, format, verdictOut).begin(inputs);
        PolicySource.Found found = source.read(invocation);
        Evidence judged = ReportReader.read(invocation.path(report));
        Seen seen = seen(judged, found, invocation);
        Path before = baseline.map(invocation::path).orElseGet(found::baseline);
        Request request = new Request(
                judged,
                ReportReader.read(before),
                ImmutableMap.copyOf(Maps.transformValues(suites, file -> ReportReader.read(invocation.path(file)))),
                threshold,
                seen.attempt());
        Checked checked = new PolicyCheck(found.settings(), found.committed())
                .run(request, circumstances(found, seen, invocation));
        Review review = checked.review();
        reports.write(() -> review, before, invocation);
        ExitStatus status = printer.print(checked.verdict(), checked.allowed(), checked.warnings());
        Noise.say(checked.verdict(), review.chance(), invocation);
        return status;
    }

    /** Those that are named, and the policy's file: an output may be none of them. */
    private List<Path> inputs(String report, Invocation invocation) {
        return Stream.of(Stream.of(report), baseline.stream(), suites.values().stream(), Stream.of(source.name()))
                .flatMap(names -> names)
                .map(invocation::path)
                .toList();
    }

    /**
     * What the registry says; it is only read.
     *
     * @param live what is live while this is judged: a release since then makes the verdict stale
     * @param attempt which candidate this is on the same cases; empty where nobody counted
     */
    private record Seen(Optional<String> live, OptionalLong attempt) {}

    private Seen seen(Evidence judged, PolicySource.Found found, Invocation invocation) throws IOException {
        if (!registry.exists(invocation)) {
            return new Seen(Optional.empty(), OptionalLong.empty());
        }
        Optional<Attempt> attempt =
                Attempt.of(judged.report(), found.settings().rules().policySha256());
        try (Registry opened = registry.open(invocation)) {
            return opened.read(view -> {
                AttemptLog log = AttemptBook.read(view);
                return new Seen(
                        view.live().map(pointer -> pointer.sha().hex()),
                        attempt.map(made -> OptionalLong.of(log.number(made))).orElseGet(OptionalLong::empty));
            });
        }
    }

    private Circumstances circumstances(PolicySource.Found found, Seen seen, Invocation invocation) {
        return new Circumstances(
                found.settings().rules().policySha256(),
                found.wiringSha256(),
                seen.live(),
                Version.TEXT,
                invocation.now(),
                RunUrl.of(invocation.environment()));
    }
}
