package dev.modelgate.ci.stage;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.policy.PolicyCheck;
import dev.modelgate.eval.policy.PolicyCheck.Checked;
import dev.modelgate.eval.policy.PolicyFile;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Summary;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.verdict.RunUrl;
import dev.modelgate.eval.verdict.VerdictFiles;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.SignedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The verdict, under the base commit's policy and against its baseline; signed where a key is at hand. */
public final class JudgeStage {

    private final Workshop shop;

    public JudgeStage(Workshop shop) {
        this.shop = shop;
    }

    public Outcome run() throws IOException {
        Checked checked = judge(Optional.empty());
        String text = checked.allowed() ? Summary.of(checked.verdict()) : MarkdownReport.refusal(checked.verdict());
        return checked.allowed() ? Outcome.passed(Stage.JUDGE, text) : Outcome.refused(Stage.JUDGE, text);
    }

    /**
     * Judges, and writes the verdict.
     *
     * @param live what is live, where a registry was read
     */
    Checked judge(Optional<LivePointer> live) throws IOException {
        GateYaml settings = shop.settings();
        CommittedRules rules =
                PolicyFile.rules(settings, shop.project().resolve(GateYaml.FILE).toString());
        Checked checked = new PolicyCheck(new PolicyCheck.Settings(rules, shop.project()), rules.policySha256())
                .run(
                        new PolicyCheck.Request(
                                ReportReader.read(shop.folder().report()),
                                ReportReader.read(shop.baseline()),
                                ImmutableMap.of(),
                                Optional.empty(),
                                OptionalLong.empty()),
                        new Circumstances(
                                rules.policySha256(),
                                settings.wiringSha256(),
                                live.map(release -> release.sha().hex()),
                                shop.version(),
                                shop.now(),
                                RunUrl.of(shop.environment())));
        VerdictFiles.write(checked.verdict(), shop.folder().verdict());
        return checked;
    }

    /** The verdict's file to promote by: the signed one where there is a key. */
    Path signed(Verdict verdict) throws IOException {
        Optional<? extends VerdictSigner> signer = LocalSigner.of(shop.environment());
        return signer.isPresent()
                ? SignedFiles.write(verdict, shop.folder().verdict(), signer.get())
                        .get(0)
                : shop.folder().verdict();
    }
}
