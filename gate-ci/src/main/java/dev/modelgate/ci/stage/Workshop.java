package dev.modelgate.ci.stage;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.release.Environment;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.artifact.ContentCache;
import dev.modelgate.registry.artifact.source.ArtifactSources;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;
import dev.modelgate.registry.state.KeptHead;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the stages work: a clone whose work tree is the base commit, so that policy, baseline, pointer and codec are its
 * own and never the change's.
 *
 * @param version of the gate, which the verdict names
 */
public record Workshop(Path project, Map<String, String> environment, Clock clock, String version) {

    WorkFolder folder() {
        return new WorkFolder(project);
    }

    GateYaml settings() {
        return GateYaml.in(project);
    }

    /** The eval set that the committed wiring names. */
    Path evalSet() {
        return project.resolve(settings()
                .wiring()
                .evalSet()
                .orElseThrow(() -> new CannotJudgeException(
                        "%s names no eval set, but CI evaluates on the committed one; add 'wiring.eval_set'"
                                .formatted(project.resolve(GateYaml.FILE)))));
    }

    Path baseline() {
        return project.resolve(settings().wiring().baselinePath());
    }

    ArtifactSources sources() {
        return new ArtifactSources(
                ContentCache.of(environment),
                new BundleReader(),
                environment,
                new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL));
    }

    /** What the environment names as registry; a job that may not write there names none. */
    Optional<String> registryUri() {
        return Optional.ofNullable(environment.get("GATE_REGISTRY")).filter(text -> !text.isEmpty());
    }

    /**
     * The registry: the one that the base commit pins, with the head that the environment kept.
     *
     * @param notices told what was mended after a crash
     */
    Registry registry(String uri, Consumer<String> notices) {
        Optional<KeptHead> head = Optional.ofNullable(environment.get("GATE_REGISTRY_HEAD"))
                .filter(text -> !text.isBlank())
                .map(text -> KeptHead.of(text, project, "GATE_REGISTRY_HEAD"));
        return Registries.open(
                        project,
                        uri,
                        Environment.of(environment),
                        environment,
                        notice -> notices.accept(Printable.line(notice)))
                .heldTo(settings().wiring().registryPin())
                .continuing(head);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Sees that the work tree is the base commit.
     *
     * @throws CannotJudgeException where it is another: its files would be somebody else's choice
     */
    void requireBase(Proposal proposal) throws IOException {
        try (GitCommittedFiles committed = GitCommittedFiles.open(project, Optional.empty())) {
            if (!committed.commit().equals(proposal.base())) {
                throw new CannotJudgeException(
                        "%s is at commit %s, but the base commit %s judges the change; run in a work tree of it ('git worktree add')"
                                .formatted(project, committed.commit(), proposal.base()));
            }
        }
    }
}
