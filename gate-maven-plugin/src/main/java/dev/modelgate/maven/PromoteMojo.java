package dev.modelgate.maven;

import dev.modelgate.ci.stage.JobHost;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.registry.Trackers;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.promote.Promotion.Promoted;
import dev.modelgate.registry.promote.Promotion.Refused;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.Semvers;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Promotes a registered model, if its verdict stands. It judges again for itself and cannot be skipped. */
@Mojo(name = "promote", threadSafe = true)
public final class PromoteMojo extends GateMojo {

    /** The model. */
    @Parameter(property = "gate.canonicalSha", required = true)
    String canonicalSha;

    /** Its version, with or without {@code v}. */
    @Parameter(property = "gate.semver", required = true)
    String semver;

    /** The verdict on it. */
    @Parameter(property = "gate.verdict", defaultValue = "${project.build.directory}/gate/verdict.json")
    File verdict;

    /** Where the judged reports are; by default beside the verdict. */
    @Parameter(property = "gate.evidence")
    @Nullable
    File evidence;

    /** The commit whose baseline and policy count; by default HEAD. */
    @Parameter(property = "gate.base")
    @Nullable
    String base;

    /** Further stores of the bytes that go live, as {@code wiring.artifacts} names one. */
    @Parameter(property = "gate.artifacts")
    List<String> artifacts = List.of();

    /** Called by Maven. */
    public PromoteMojo() {}

    PromoteMojo(Map<String, String> environment, Clock clock) {
        super(environment, clock);
    }

    @Override
    protected boolean maySkip() {
        return false;
    }

    @Override
    protected void run() throws IOException, MojoFailureException {
        Promotion.Request request = new Promotion.Request(
                new CanonicalSha(canonicalSha),
                Semvers.parse(semver),
                Optional.of(path(verdict)),
                Optional.ofNullable(evidence).map(this::path));
        try (Registry opened = openRegistry();
                GitCommittedFiles committed = GitCommittedFiles.open(
                        project(),
                        Optional.ofNullable(base),
                        JobHost.tips(environment(), new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL)))) {
            Trackers trackers = new Trackers(settings().wiring(), environment(), notice -> getLog().warn(notice));
            Promotion alone = new Promotion(opened, committed, bytes(artifacts), clock()).byGate(version);
            Promotion.Result result =
                    trackers.wired().map(alone::telling).orElse(alone).run(request);
            trackers.settle(opened);
            print(result);
        }
    }

    private void print(Promotion.Result result) throws MojoFailureException {
        if (result instanceof Refused refused) {
            throw refused(
                    "model %s is not promoted".formatted(canonicalSha), MarkdownReport.reasons(refused.reasons()));
        }
        if (result instanceof Promoted promoted) {
            getLog().info("promoted %s, live now".formatted(promoted.release()));
            getLog().info("head %d %s"
                    .formatted(promoted.head().seq(), promoted.head().sha256()));
        } else {
            getLog().info("already promoted: %s names %s; nothing changed".formatted(semver, canonicalSha));
        }
    }
}
