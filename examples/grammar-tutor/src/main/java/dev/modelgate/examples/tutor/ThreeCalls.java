package dev.modelgate.examples.tutor;

import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.verdict.ReportComparison;
import dev.modelgate.eval.verdict.VerdictFiles;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.evaluate.BundleEvaluation;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.Semvers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The gate as a library: evaluate, compare, promote. */
public final class ThreeCalls {

    private ThreeCalls() {}

    /** Promotes a project's bundle as that version, where it holds against the project's baseline. */
    public static Promotion.Result promote(Path project, Path bundle, Path evalSet, String version, Clock clock)
            throws IOException, InterruptedException {
        Path report = project.resolve("candidate_eval.json");
        BundleEvaluation.Outcome outcome = BundleEvaluation.run(
                BundleEvaluation.Request.ofBundle(project, bundle, evalSet, report), clock, Progress.SILENT);
        if (!(outcome instanceof BundleEvaluation.Done done)) {
            throw new IllegalStateException("no baseline was named, so no eval set can be stale");
        }

        Verdict verdict = ReportComparison.run(
                        report,
                        project.resolve("eval_baseline.json"),
                        Tolerance.DEFAULT,
                        Circumstances.of("library", clock.instant()))
                .verdict();
        VerdictFiles.write(verdict, project.resolve("verdict.json"));

        try (Registry registry = Registries.open(project, "registry", Environment.PRODUCTION, notice -> {});
                GitCommittedFiles committed = GitCommittedFiles.open(project, Optional.empty())) {
            new Register(registry, Registries.artifacts(project, "registry"), clock)
                    .run(new Register.Request(
                                    new BundleReader().read(bundle, Optional.empty()),
                                    bundle,
                                    Optional.of("grammar-tutor"),
                                    LineageFacts.UNKNOWN)
                            .onBranch(new BranchName("main")));
            return new Promotion(registry, committed, Registries.bytes(project, "registry"), clock)
                    .run(new Promotion.Request(
                            done.sha().orElseThrow(),
                            Semvers.parse(version),
                            Optional.of(project.resolve("verdict.json")),
                            Optional.empty()));
        }
    }
}
