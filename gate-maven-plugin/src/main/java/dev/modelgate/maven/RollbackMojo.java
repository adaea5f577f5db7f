package dev.modelgate.maven;

import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.rollback.Rollback.AlreadyLive;
import dev.modelgate.registry.rollback.Rollback.Refused;
import dev.modelgate.registry.rollback.Rollback.RolledBack;
import dev.modelgate.registry.rollback.RollbackTargets;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
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

    /** For whoever reads the history. */
    @Parameter(property = "gate.why")
    @Nullable
    String why;

    @Override
    protected void run() throws IOException, MojoFailureException {
        RollbackTarget target =
                Optional.ofNullable(to).map(RollbackTargets::parse).orElse(RollbackTarget.Back.PREVIOUS);
        try (Registry opened = openRegistry()) {
            print(new Rollback(opened, clock()).run(new Rollback.Request(target, Optional.ofNullable(why))));
        }
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
