package dev.modelgate.maven;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.ShownAddress;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.state.KeptHead;
import dev.modelgate.registry.state.Registry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What every goal does: the build fails where the gate says no, and stops with an error where it could not judge.
 * Neither is ever the other.
 */
abstract class GateMojo extends AbstractMojo {

    /** The directory of {@code gate.yaml}; paths in it are relative to this. */
    @Parameter(property = "gate.directory", defaultValue = "${project.basedir}")
    protected File directory;

    /** The registry; by default {@code GATE_REGISTRY}, then the wiring's, then {@code registry} in the directory. */
    @Parameter(property = "gate.registry")
    protected @Nullable String registry;

    /** Skips the goal, on a developer's own registry only; {@code promote} cannot be skipped. */
    @Parameter(property = "gate.skip", defaultValue = "false")
    protected boolean skip;

    /** The version of the plugin, which a verdict names. */
    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    protected String version;

    private final Map<String, String> environment;
    private final Clock clock;

    GateMojo() {
        this(System.getenv(), Clock.systemUTC());
    }

    GateMojo(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /** The goal itself. */
    protected abstract void run() throws IOException, InterruptedException, MojoFailureException;

    /** False for what must never be passed over. */
    protected boolean maySkip() {
        return true;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            if (skips()) {
                getLog().info("skipped: the registry is a developer's own");
                return;
            }
            run();
        } catch (CannotJudgeException | IllegalArgumentException e) {
            throw new MojoExecutionException(ShownAddress.in(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "%s: %s; nothing was changed"
                            .formatted(e.getClass().getSimpleName(), ShownAddress.in(String.valueOf(e.getMessage()))),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted; nothing was changed", e);
        }
    }

    private boolean skips() throws IOException {
        if (!skip) {
            return false;
        }
        if (!maySkip()) {
            throw new CannotJudgeException("gate.skip is set, but this goal cannot be skipped; do not call it instead");
        }
        try (Registry opened = openRegistry()) {
            boolean development = opened.read(view -> view.identity())
                    .filter(RegistryIdentity::development)
                    .isPresent();
            if (!development) {
                throw new CannotJudgeException(
                        ("gate.skip is set, but the registry %s is no development one, and only there a gate may be"
                                        + " skipped; remove gate.skip")
                                .formatted(opened.uri()));
            }
            return true;
        }
    }

    protected Registry openRegistry() {
        return Registries.open(
                        project(),
                        registryUri(),
                        Environment.of(environment),
                        environment,
                        notice -> getLog().warn(notice))
                .heldTo(settings().wiring().registryPin())
                .continuing(variable("GATE_REGISTRY_HEAD")
                        .filter(text -> !text.isBlank())
                        .map(text -> KeptHead.of(text, project(), "GATE_REGISTRY_HEAD")));
    }

    protected String registryUri() {
        return Optional.ofNullable(registry)
                .or(() -> variable("GATE_REGISTRY"))
                .or(() -> settings().wiring().registry())
                .orElse("registry");
    }

    /** Where a release's bytes are looked for: the named stores, the wiring's, beside the registry. */
    protected LiveBytes bytes(List<String> named) {
        return Registries.bytes(
                project(),
                registryUri(),
                Stream.concat(named.stream(), settings().wiring().artifacts().stream())
                        .toList(),
                environment);
    }

    protected GateYaml settings() {
        return GateYaml.in(project());
    }

    protected Path project() {
        return directory.toPath();
    }

    /** A path as the build wrote it. */
    protected Path path(File file) {
        return InputFiles.path(file.toString());
    }

    protected Map<String, String> environment() {
        return environment;
    }

    protected Clock clock() {
        return clock;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Fails the build, with the table that says why. */
    protected MojoFailureException refused(String what, String table) {
        getLog().error(what + ":\n" + table);
        return new MojoFailureException(this, what, table);
    }
}
