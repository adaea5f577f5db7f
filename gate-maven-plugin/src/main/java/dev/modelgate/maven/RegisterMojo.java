package dev.modelgate.maven;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.eval.verdict.RunUrl;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.git.GitCode;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.register.Register.AlreadyRegistered;
import dev.modelgate.registry.register.Register.Refused;
import dev.modelgate.registry.register.Register.Registered;
import dev.modelgate.registry.state.Registry;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Enters a bundle into the registry: its canonical document, its lineage and its bytes. */
@Mojo(name = "register", threadSafe = true)
public final class RegisterMojo extends GateMojo {

    /** The bundle's directory. */
    @Parameter(property = "gate.bundle", required = true)
    File bundle;

    /** Canonical SHA of the model that it was made from. */
    @Parameter(property = "gate.parent")
    @Nullable
    String parent;

    /** The line of models, for a new registry; by default the wiring's, else the build's artifact id. */
    @Parameter(property = "gate.model")
    @Nullable
    String model;

    /** The branch whose baseline and policy count, for a new registry; by default the current one. */
    @Parameter(property = "gate.branch")
    @Nullable
    String branch;

    /** The container image that serves it, as its build wrote it down: {@code sha256:…}. */
    @Parameter(property = "gate.imageDigest")
    @Nullable
    String imageDigest;

    /** What a new registry is called where nothing else says it. */
    @Parameter(defaultValue = "${project.artifactId}", readonly = true)
    String artifactId;

    @Override
    protected void run() throws IOException, MojoFailureException {
        try (Registry opened = openRegistry()) {
            Optional<String> known = opened.read(view -> view.identity().map(identity -> identity.model()));
            String name = Optional.ofNullable(model)
                    .or(() -> known)
                    .or(() -> settings().wiring().model())
                    .orElse(artifactId);
            Register.Request request = new Register.Request(
                    new BundleReader()
                            .read(path(bundle), Optional.ofNullable(parent).map(CanonicalSha::new)),
                    path(bundle),
                    Optional.of(name),
                    lineage());
            Optional<BranchName> founding = known.isPresent() ? Optional.empty() : founding(opened);
            ArtifactStore artifacts = Registries.artifacts(
                    project(), registryUri(), settings().wiring().artifacts(), environment());
            Register.Result result = new Register(opened, artifacts, clock())
                    .run(founding.map(request::onBranch).orElse(request));
            print(result);
        }
    }

    private Optional<BranchName> founding(Registry opened) throws IOException {
        if (branch != null) {
            return Optional.of(new BranchName(branch));
        }
        return opened.environment() == Environment.DEVELOPMENT
                ? Optional.empty()
                : GitCode.branchOfNewRegistry(project());
    }

    private LineageFacts lineage() throws IOException {
        LineageFacts facts = new LineageFacts(
                Optional.empty(),
                Optional.empty(),
                GitCode.at(project()),
                LineageFacts.UNKNOWN.hyperparameters(),
                Optional.empty(),
                ImmutableMap.of(),
                Optional.empty(),
                LineageFacts.Origin.LOCAL,
                Optional.ofNullable(environment().get("USER")),
                RunUrl.of(environment()));
        return imageDigest == null ? facts : facts.inImage(imageDigest);
    }

    private void print(Register.Result result) throws MojoFailureException {
        if (result instanceof Refused refused) {
            throw refused("the bundle is not registered", refused.message());
        }
        getLog().info(
                        result instanceof Registered registered
                                ? "registered " + registered.entry().sha()
                                : "already registered "
                                        + ((AlreadyRegistered) result).entry().sha());
    }
}
