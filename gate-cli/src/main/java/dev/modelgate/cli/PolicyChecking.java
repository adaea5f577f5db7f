package dev.modelgate.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.verdict.RunUrl;
import dev.modelgate.registry.check.PolicyCheck;
import dev.modelgate.registry.check.PolicyCheck.Checked;
import dev.modelgate.registry.check.PolicyCheck.Request;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code gate check --candidate}: a candidate's reports against the policy. */
final class PolicyChecking {

    private final RegistryOption registry = new RegistryOption();
    private final PolicySource source = new PolicySource();
    private Optional<String> candidate = Optional.empty();
    private Optional<String> baseline = Optional.empty();
    private Optional<Fraction> threshold = Optional.empty();
    private ImmutableMap<String, String> suites = ImmutableMap.of();
    private Optional<String> verdictOut = Optional.empty();

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
        registry.declare(syntax);
    }

    boolean isAskedFor() {
        return candidate.isPresent();
    }

    ExitStatus run(Invocation invocation, Format format) throws IOException {
        String report = candidate.orElseThrow(() -> new UsageException(
                "neither --candidate nor --evidence is given, but one is required; 'gate check --help' shows the"
                        + " options"));
        PolicySource.Found found = source.read(invocation);
        Request request = new Request(
                invocation.path(report),
                baseline.map(invocation::path).orElseGet(found::baseline),
                ImmutableMap.copyOf(Maps.transformValues(suites, invocation::path)),
                threshold,
                OptionalLong.empty());
        Checked checked =
                new PolicyCheck(found.settings(), found.committed()).run(request, circumstances(found, invocation));
        return new VerdictPrinter(invocation, format, verdictOut)
                .print(checked.verdict(), checked.allowed(), checked.warnings());
    }

    private Circumstances circumstances(PolicySource.Found found, Invocation invocation) throws IOException {
        return new Circumstances(
                found.settings().rules().policySha256(),
                found.wiringSha256(),
                live(invocation),
                Version.TEXT,
                invocation.now(),
                RunUrl.of(invocation.environment()));
    }

    /** What is live while this is judged: a release since then makes the verdict stale. */
    private Optional<String> live(Invocation invocation) throws IOException {
        if (!registry.exists(invocation)) {
            return Optional.empty();
        }
        try (Registry opened = registry.open(invocation)) {
            return opened.read(RegistryView::live).map(LivePointer::sha).map(sha -> sha.hex());
        }
    }
}
