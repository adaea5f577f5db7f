package dev.modelgate.ci.stage;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.stage.WorkFolder.Accepted;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.gate.CachedAnswers;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.policy.PolicyCheck.Checked;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.verdict.RunUrl;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.Trackers;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.register.Newcomer;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.register.TrackedFacts;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
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
    private final GitCommittedFiles.Tips tips;
    private final Consumer<String> notices;

    /** @param tips what the code host says of its branches */
    public PromoteStage(Workshop shop, GitCommittedFiles.Tips tips, Consumer<String> notices) {
        this.shop = shop;
        this.tips = tips;
        this.notices = notices;
    }

    public Outcome run() throws IOException {
        Accepted accepted = shop.folder().accepted();
        shop.requireBase(accepted.proposal());
        FetchedBundle fetched = FetchStage.fetch(shop);
        try (Registry registry = open();
                GitCommittedFiles committed = GitCommittedFiles.open(shop.project(), Optional.empty(), tips)) {
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
            return outcome(sha, promote(request, bring(fetched, registry, accepted.proposal()), registry, committed));
        }
    }

    private Promotion.Result promote(
            Promotion.Request request, Newcomer newcomer, Registry registry, GitCommittedFiles committed)
            throws IOException {
        Trackers trackers = new Trackers(shop.settings().wiring(), shop.environment(), notices);
        Promotion alone = new Promotion(registry, committed, bytes(), shop.clock())
                .byGate(shop.version())
                .registering(newcomer);
        Promotion.Result result =
                trackers.wired().map(alone::telling).orElse(alone).run(request);
        trackers.settle(registry);
        shop.folder().keepHead(registry.read(RegistryView::tip));
        return result;
    }

    private Newcomer bring(FetchedBundle fetched, Registry registry, Proposal proposal) throws IOException {
        Optional<String> known = registry.read(view -> view.identity().map(identity -> identity.model()));
        Optional<String> name = known.or(() -> shop.settings().wiring().model());
        Register.Request request = new Register.Request(
                fetched.document(),
                fetched.directory(),
                name,
                TrackedFacts.of(fetched, Optional.empty(), RunUrl.of(shop.environment())));
        return new Register(
                        registry,
                        Registries.artifacts(
                                shop.project(), uri(), shop.settings().wiring().artifacts(), shop.environment()),
                        shop.clock())
                .bring(known.isPresent() ? request : request.onBranch(founding(proposal)));
    }

    /** A registry that a deployment begins takes the rules of the branch that the change goes to. */
    private static BranchName founding(Proposal proposal) {
        try {
            return new BranchName(proposal.protectedBranch());
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "the registry is new and records the branch whose rules count, but %s; register a first model with 'gate register --branch NAME'"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** The bytes were fetched and stored a moment ago; what goes live is hashed all the same. */
    private LiveBytes bytes() {
        return Registries.bytes(
                shop.project(),
                uri(),
                shop.settings().wiring().artifacts().stream().toList(),
                shop.environment());
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
