package dev.modelgate.ci.stage;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.stage.WorkFolder.Accepted;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.gate.CachedAnswers;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.policy.PolicyCheck.Checked;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.verdict.RunUrl;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.Trackers;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.register.Newcomer;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.register.TrackedFacts;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.Semvers;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The registry: fetches the bytes again, judges again from the reports, signs, registers and promotes. It believes the
 * judging job in nothing but the reports, and those it judges by the committed rules.
 */
public final class PromoteStage {

    private final Workshop shop;
    private final Consumer<String> notices;

    public PromoteStage(Workshop shop, Consumer<String> notices) {
        this.shop = shop;
        this.notices = notices;
    }

    public Outcome run() throws IOException {
        Accepted accepted = shop.folder().accepted();
        shop.requireBase(accepted.proposal());
        FetchedBundle fetched = FetchStage.fetch(shop);
        try (Registry registry = open();
                GitCommittedFiles committed = GitCommittedFiles.open(shop.project(), Optional.empty())) {
            Optional<Reason> cached = CachedAnswers.reason(
                    ReportReader.read(shop.folder().report()).report());
            if (cached.isPresent()) { // 'gate ci eval' takes none, so another command wrote this report
                return Outcome.refused(Stage.PROMOTE, MarkdownReport.reasons(ImmutableList.of(cached.get())));
            }
            JudgeStage judging = new JudgeStage(shop, notices);
            Checked checked = judging.judge(registry);
            if (!checked.allowed()) {
                return Outcome.refused(Stage.PROMOTE, MarkdownReport.refusal(checked.verdict()));
            }
            CanonicalSha sha = fetched.document().sha();
            Promotion.Request request = new Promotion.Request(
                    sha,
                    Semvers.parse(accepted.request().semver().text()),
                    Optional.of(judging.signed(checked.verdict())),
                    Optional.empty());
            return outcome(sha, promote(request, fetched, registry, committed));
        }
    }

    private Promotion.Result promote(
            Promotion.Request request, FetchedBundle fetched, Registry registry, GitCommittedFiles committed)
            throws IOException {
        Trackers trackers = new Trackers(shop.settings().wiring(), shop.environment(), notices);
        Promotion alone = new Promotion(registry, committed, shop.clock())
                .byGate(shop.version())
                .registering(bring(fetched, registry));
        Promotion.Result result =
                trackers.wired().map(alone::telling).orElse(alone).run(request);
        trackers.settle(registry);
        return result;
    }

    private Newcomer bring(FetchedBundle fetched, Registry registry) throws IOException {
        Optional<String> known = registry.read(view -> view.identity().map(identity -> identity.model()));
        Optional<String> name = known.or(() -> shop.settings().wiring().model());
        return new Register(registry, Registries.artifacts(shop.project(), uri()), shop.clock())
                .bring(new Register.Request(
                        fetched.document(),
                        fetched.directory(),
                        name,
                        TrackedFacts.of(fetched, Optional.empty(), RunUrl.of(shop.environment()))));
    }

    private static Outcome outcome(CanonicalSha sha, Promotion.Result result) {
        if (result instanceof Promotion.Refused refused) {
            return Outcome.refused(Stage.PROMOTE, MarkdownReport.reasons(refused.reasons()));
        }
        if (result instanceof Promotion.Promoted promoted) {
            LivePointer release = promoted.release();
            return Outcome.passed(
                    Stage.PROMOTE,
                    "promoted `%s` as `%s`, live now%s. Head of the registry: `%d %s`"
                            .formatted(
                                    sha.hex(),
                                    release.semver(),
                                    promoted.previous()
                                            .map(before -> " after `%s`".formatted(before.semver()))
                                            .orElse(""),
                                    promoted.head().seq(),
                                    promoted.head().sha256()));
        }
        Promotion.AlreadyPromoted already = (Promotion.AlreadyPromoted) result;
        return Outcome.passed(
                Stage.PROMOTE,
                "`%s` was promoted as `%s` before; nothing changed"
                        .formatted(already.sha().hex(), already.semver()));
    }

    private Registry open() {
        return shop.registry(uri(), notices);
    }

    private String uri() {
        return shop.registryUri().or(() -> shop.settings().wiring().registry()).orElse("registry");
    }
}
