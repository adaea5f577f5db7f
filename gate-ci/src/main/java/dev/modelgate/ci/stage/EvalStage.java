package dev.modelgate.ci.stage;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.eval.candidate.CandidateUser;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.runtime.RuntimeChoice;
import dev.modelgate.registry.evaluate.BundleEvaluation;
import dev.modelgate.registry.evaluate.BundleEvaluation.Done;
import dev.modelgate.registry.evaluate.BundleEvaluation.Stale;
import dev.modelgate.registry.evaluate.Effort;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.SignedReport;
import java.io.IOException;
import java.util.Optional;

/** The model's answers to the committed eval set. */
public final class EvalStage {

    private final Workshop shop;
    private final Progress progress;

    public EvalStage(Workshop shop, Progress progress) {
        this.shop = shop;
        this.progress = progress;
    }

    public Outcome run() throws IOException, InterruptedException {
        shop.folder().folder();
        Optional<LocalSigner> signer = LocalSigner.of(shop.environment()); // before hours of answers
        BundleEvaluation.Outcome outcome = BundleEvaluation.run(request(), shop.clock(), progress);
        if (outcome instanceof Stale stale) {
            return Outcome.refused(Stage.EVAL, MarkdownReport.reasons(stale.reasons()));
        }
        SignedReport.write(shop.folder().report(), signer, shop.now());
        String sha = ((Done) outcome).sha().map(CanonicalSha::hex).orElseThrow();
        return Outcome.passed(Stage.EVAL, "model `%s` answered the eval set".formatted(sha));
    }

    private BundleEvaluation.Request request() {
        return new BundleEvaluation.Request(
                shop.project(),
                shop.settings().wiring(),
                Optional.of(shop.folder().bundle()),
                Optional.empty(),
                shop.evalSet(),
                Optional.of(shop.baseline()),
                RuntimeChoice.WIRED.under(CandidateUser.in(shop.environment())),
                Effort.DEFAULT,
                shop.folder().report());
    }
}
