package dev.modelgate.maven;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.policy.PolicyCheck;
import dev.modelgate.eval.policy.PolicyCheck.Checked;
import dev.modelgate.eval.policy.PolicyFile;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Summary;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.verdict.RunUrl;
import dev.modelgate.registry.git.GitPolicy;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Judges a candidate's reports by the policy in {@code gate.yaml}, and fails the build where it does not hold. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends GateMojo {

    /** The candidate's report. */
    @Parameter(property = "gate.candidate", defaultValue = "${project.build.directory}/gate/candidate_eval.json")
    File candidate;

    /** The baseline's report; by default the wiring's, else {@code eval_baseline.json} in the directory. */
    @Parameter(property = "gate.baseline")
    @Nullable
    File baseline;

    /** The file with the policy; by default {@code gate.yaml} in the directory. Only the committed one can promote. */
    @Parameter(property = "gate.policy")
    @Nullable
    File policy;

    /** The candidate's reports of the policy's further suites, by their names. */
    @Parameter
    @Nullable
    Map<String, File> suites;

    /** The verdict to write; it is signed too where {@code GATE_SIGNING_KEY} is set. */
    @Parameter(property = "gate.verdict", defaultValue = "${project.build.directory}/gate/verdict.json")
    File verdict;

    @Override
    protected void run() throws IOException, MojoFailureException {
        Path file = Optional.ofNullable(policy)
                .map(this::path)
                .orElseGet(() -> project().resolve(GateYaml.FILE));
        Verdicts.begin(path(verdict), List.of(path(candidate), file), environment());
        boolean there = policy != null || Files.exists(file);
        GateYaml yaml = there ? GateYaml.read(InputFiles.bytes(file), file.toString()) : GateYaml.absent();
        CommittedRules rules = PolicyFile.rules(yaml, file.toString());
        Path home = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(project());
        Checked checked = new PolicyCheck(
                        new PolicyCheck.Settings(rules, home), GitPolicy.sha256(project(), Optional.empty()))
                .run(request(yaml, home), circumstances(rules, yaml));
        checked.warnings().forEach(warning -> getLog().warn(warning));
        Verdicts.write(checked.verdict(), path(verdict), environment(), getLog());
        if (!checked.allowed()) {
            throw refused("the candidate is refused", MarkdownReport.refusal(checked.verdict()));
        }
        getLog().info(Summary.of(checked.verdict()));
    }

    private PolicyCheck.Request request(GateYaml yaml, Path home) {
        Map<String, File> reports = suites == null ? Map.of() : suites;
        Path before = Optional.ofNullable(baseline)
                .map(this::path)
                .orElseGet(() -> home.resolve(yaml.wiring().baselinePath()));
        return new PolicyCheck.Request(
                ReportReader.read(path(candidate)),
                ReportReader.read(before),
                ImmutableMap.copyOf(Maps.transformValues(reports, file -> ReportReader.read(path(file)))),
                Optional.empty(),
                OptionalLong.empty());
    }

    private Circumstances circumstances(CommittedRules rules, GateYaml yaml) {
        return new Circumstances(
                rules.policySha256(),
                yaml.wiringSha256(),
                Optional.empty(),
                version,
                clock().instant().truncatedTo(ChronoUnit.MILLIS),
                RunUrl.of(environment()));
    }
}
