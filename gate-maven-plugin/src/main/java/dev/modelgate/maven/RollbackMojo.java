package dev.modelgate.maven;

import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.rollback.Rollback.AlreadyLive;
import dev.modelgate.registry.rollback.Rollback.Refused;
import dev.modelgate.registry.rollback.Rollback.RolledBack;
import dev.modelgate.registry.rollback.RollbackTargets;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Makes live again what was live before, or a named release. No tag is removed. */
@Mojo(name = "rollback", requiresProject = false, threadSafe = true)
public final class RollbackMojo extends GateMojo {

    /** A version or canonical SHA; by default what was live before. */
    @Parameter(property = "gate.to")
    @Nullable
    String to;

    /** The version or canonical SHA to go back from; by default what is live now. A repeated rollback must name it. */
    @Parameter(property = "gate.from")
    @Nullable
    String from;

    /** Further stores of the bytes that go live, as {@code wiring.artifacts} names one. */
    @Parameter(property = "gate.artifacts")
    List<String> artifacts = List.of();

    /** For whoever reads the history. */
    @Parameter(property = "gate.why")
    @Nullable
    String why;

    @Override
    protected void run() throws IOException, MojoFailureException {
        RollbackTarget target = Optional.ofNullable(to)
                .<RollbackTarget>map(RollbackTargets::parse)
                .orElse(RollbackTarget.Back.PREVIOUS);
        try (Registry opened = openRegistry()) {
            Rollback.Request request = new Rollback.Request(
                    target, Optional.ofNullable(from).map(RollbackTargets::parse), Optional.ofNullable(why));
            print(new Rollback(opened, bytes(artifacts), clock()).run(request, this::announce));
        }
    }

    private void announce(LivePointer live) {
        getLog().info("rolling back from %s; to repeat it, set gate.from=%s".formatted(live, live.semver()));
    }

    private void print(Rollback.Result result) throws MojoFailureException {
        if (result instanceof Refused refused) {
            throw refused("nothing is rolled back", MarkdownReport.reasons(refused.reasons()));
        }
        if (result instanceof RolledBack done) {
            getLog().info("rolled back from %s to %s, live now".formatted(done.from(), done.to()));
        } else {
            getLog().info("already live: %s; nothing changed".formatted(((AlreadyLive) result).live()));
        }
    }
}
