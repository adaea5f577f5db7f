package dev.modelgate.ci.stage;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.ChangedPaths;
import dev.modelgate.ci.GatePaths;
import dev.modelgate.ci.stage.WorkFolder.Accepted;
import dev.modelgate.core.change.DeployRequest;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.change.ProtectedPaths;
import dev.modelgate.core.change.RequestSearch;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.port.CodeHost;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.render.MarkdownReport;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Who asks for what, and whether the change leaves its own gate alone. */
public final class RequestStage {

    private final Workshop shop;
    private final CodeHost host;

    public RequestStage(Workshop shop, CodeHost host) {
        this.shop = shop;
        this.host = host;
    }

    /** @param proposal of the event; it is not believed to be at its base before that was seen */
    public Outcome run(Proposal proposal) throws IOException {
        shop.requireBase(proposal);
        ImmutableList<Reason> touched = ImmutableList.<Reason>builder()
                .addAll(proposal.objections())
                .addAll(protectedPaths().objections(ChangedPaths.of(shop.project(), proposal)))
                .addAll(outdated(proposal))
                .build();
        if (!touched.isEmpty()) {
            return refused(touched);
        }
        Optional<Instant> labelledAt = host.labelledAt(proposal.number(), proposal.label());
        if (labelledAt.isEmpty()) {
            return refused(ImmutableList.of(new Reason(
                    ReasonCode.REQUEST_MISSING, "the label was not set by anybody; set it on the pull request")));
        }
        RequestSearch.Result found =
                RequestSearch.among(host.remarks(proposal.number()), labelledAt.get(), host::mayWrite);
        if (found instanceof RequestSearch.Refused refused) {
            return refused(ImmutableList.of(refused.reason()));
        }
        DeployRequest request = ((RequestSearch.Found) found).request();
        shop.folder().keep(new Accepted(proposal, request));
        return Outcome.passed(
                Stage.REQUEST, "run `%s` is asked for as `%s`".formatted(request.runId(), request.semver()));
    }

    /** A change that was begun on an old commit would be judged by what the gate was then. */
    private ImmutableList<Reason> outdated(Proposal proposal) throws IOException {
        Optional<String> tip = host.tip(proposal.protectedBranch());
        return tip.isEmpty()
                ? ImmutableList.of()
                : protectedPaths()
                        .outdated(
                                ChangedPaths.between(shop.project(), proposal.base(), tip.get()),
                                proposal.protectedBranch());
    }

    private static Outcome refused(ImmutableList<Reason> reasons) {
        return Outcome.refused(Stage.REQUEST, MarkdownReport.reasons(reasons));
    }

    private ProtectedPaths protectedPaths() {
        return GatePaths.of(shop.settings().wiring());
    }
}
