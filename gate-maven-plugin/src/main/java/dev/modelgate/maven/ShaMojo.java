package dev.modelgate.maven;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.bundle.BundleReader;
import java.io.File;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Prints the canonical SHA of a bundle: the identity of a model. */
@Mojo(name = "sha", requiresProject = false, threadSafe = true)
public final class ShaMojo extends GateMojo {

    /** The bundle's directory. */
    @Parameter(property = "gate.bundle", required = true)
    File bundle;

    /** Canonical SHA of the model that it was made from. */
    @Parameter(property = "gate.parent")
    @Nullable
    String parent;

    @Override
    protected void run() {
        Optional<CanonicalSha> made = Optional.ofNullable(parent).map(CanonicalSha::new);
        getLog().info(new BundleReader().read(path(bundle), made).sha().hex());
    }
}
