package dev.modelgate.ci.stage;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.policy.gate.Attempt;
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
import dev.modelgate.registry.attempt.AttemptBook;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.SignedFiles;
import dev.modelgate.registry.sign.WrittenVerdict;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The verdict, under the base commit's policy and against its baseline; signed where a key is at hand. */
public final class JudgeStage {

    private final Workshop shop;
    private final Consumer<String> notices;

    /** Without a reader of what a registry has to say. */
    public JudgeStage(Workshop shop) {
        this(shop, notice -> {});
    }

    /** @param notices told what a registry mended after a crash */
    public JudgeStage(Workshop shop, Consumer<String> notices) {
        this.shop = shop;
        this.notices = notices;
    }

    /** A registry that the environment names is read and counts this attempt, whatever becomes of it. */
    public Outcome run() throws IOException {
        Optional<String> named = shop.registryUri();
        if (named.isEmpty()) {
            return outcome(judge(Optional.empty(), OptionalLong.empty()));
        }
        try (Registry registry = shop.registry(named.get(), notices)) {
            return outcome(judge(registry));
        }
    }

    private static Outcome outcome(Checked checked) {
        String text = checked.allowed() ? Summary.of(checked.verdict()) : MarkdownReport.refusal(checked.verdict());
        return checked.allowed() ? Outcome.passed(Stage.JUDGE, text) : Outcome.refused(Stage.JUDGE, text);
    }

    /**
     * Judges beside a registry, in which the attempt is written down before it is judged: a candidate that was refused
     * has used up the cases just the same.
     */
    Checked judge(Registry registry) throws IOException {
        Optional<Attempt> attempt =
                Attempt.of(ReportReader.read(shop.folder().report()).report(), rules().policySha256());
        OptionalLong number = attempt.isPresent() && rules().policySha256().isPresent()
                ? OptionalLong.of(AttemptBook.record(registry, attempt.get(), shop.now()))
                : OptionalLong.empty();
        return judge(registry.read(RegistryView::live), number);
    }

    private CommittedRules rules() {
        return PolicyFile.rules(
                shop.settings(), shop.project().resolve(GateYaml.FILE).toString());
    }

    /**
     * Judges, and writes the verdict.
     *
     * @param live what is live, where a registry was read
     * @param attempt which candidate this is on the same cases, where a registry counts
     */
    private Checked judge(Optional<LivePointer> live, OptionalLong attempt) throws IOException {
        WrittenVerdict.begin(shop.folder().verdict(), List.of(), shop.environment());
        GateYaml settings = shop.settings();
        CommittedRules rules = rules();
        Checked checked = new PolicyCheck(new PolicyCheck.Settings(rules, shop.project()), rules.policySha256())
                .run(
                        new PolicyCheck.Request(
                                ReportReader.read(shop.folder().report()),
                                ReportReader.read(shop.baseline()),
                                ImmutableMap.of(),
                                Optional.empty(),
                                attempt),
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
