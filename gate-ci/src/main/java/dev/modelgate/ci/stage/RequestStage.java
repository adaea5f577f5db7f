package dev.modelgate.ci.stage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.ci.ChangedPaths;
import dev.modelgate.ci.stage.WorkFolder.Accepted;
import dev.modelgate.core.change.DeployRequest;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.change.ProtectedPaths;
import dev.modelgate.core.change.RequestSearch;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.port.CodeHost;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.config.Wiring;
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

    private static Outcome refused(ImmutableList<Reason> reasons) {
        return Outcome.refused(Stage.REQUEST, MarkdownReport.reasons(reasons));
    }

    /** By the base commit's own wiring: the change cannot unprotect a path. */
    private ProtectedPaths protectedPaths() {
        Wiring wiring = shop.settings().wiring();
        ImmutableSet.Builder<String> files = ImmutableSet.<String>builder()
                .add(GateYaml.FILE)
                .add(wiring.baselinePath())
                .add(cases(wiring.baselinePath()));
        wiring.evalSet().ifPresent(files::add);
        ImmutableSet.Builder<String> folders = ImmutableSet.builder();
        wiring.codec()
                .ifPresent(codec -> module(codec.jar()).ifPresentOrElse(folders::add, () -> files.add(codec.jar())));
        return new ProtectedPaths(files.build(), folders.build());
    }

    private static String cases(String baseline) {
        String stem = baseline.endsWith(".json") ? baseline.substring(0, baseline.length() - 5) : baseline;
        return stem + "_cases.jsonl";
    }

    /** A codec that the project builds is its sources: the module whose {@code target} holds the jar. */
    private static Optional<String> module(String jar) {
        int target = jar.lastIndexOf("/target/");
        return target > 0 ? Optional.of(jar.substring(0, target) + "/src/main/") : Optional.empty();
    }
}
