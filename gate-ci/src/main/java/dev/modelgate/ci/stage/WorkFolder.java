package dev.modelgate.ci.stage;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.DeployRequest;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the stages leave for each other, in files: each stage is a process of its own. */
final class WorkFolder {

    private final Path folder;

    WorkFolder(Path project) {
        this.folder = project.resolve(".gate").resolve("ci");
    }

    /** A request that counts, on the change that it was made on. */
    record Accepted(Proposal proposal, DeployRequest request) {}

    void keep(Accepted accepted) {
        Proposal proposal = accepted.proposal();
        write(
                "request.json",
                JsonBuilder.object()
                        .put("number", proposal.number())
                        .put("head", proposal.head())
                        .put("base", proposal.base())
                        .put("base_branch", proposal.baseBranch())
                        .put("protected_branch", proposal.protectedBranch())
                        .put("label", proposal.label())
                        .put("run_id", accepted.request().runId())
                        .put("semver", accepted.request().semver().text())
                        .build());
    }

    Accepted accepted() {
        JsonFields fields = read("request.json", "run 'gate ci request' first");
        return new Accepted(
                new Proposal(
                        Math.toIntExact(fields.integer("number")),
                        fields.text("head"),
                        fields.text("base"),
                        fields.text("base_branch"),
                        fields.text("protected_branch"),
                        fields.text("label")),
                new DeployRequest(fields.text("run_id"), new SemverTag(fields.text("semver"))));
    }

    void keepBundle(Path bundle, String sha) {
        write(
                "bundle.json",
                JsonBuilder.object()
                        .put("directory", bundle.toString())
                        .put("sha", sha)
                        .build());
    }

    /** Where the fetched bundle lies. */
    Path bundle() {
        return InputFiles.path(fetched().text("directory"));
    }

    /** The fetched bundle's canonical SHA. */
    String sha() {
        return fetched().text("sha");
    }

    private JsonFields fetched() {
        return read("bundle.json", "run 'gate ci fetch' first");
    }

    void keepHead(Head head) {
        write(
                "head.json",
                JsonBuilder.object()
                        .put("seq", head.seq())
                        .put("sha256", head.sha256())
                        .build());
    }

    /** The registry's head after the promotion, as {@code GATE_REGISTRY_HEAD} takes it. */
    String head() {
        JsonFields fields = read("head.json", "run 'gate ci promote' first");
        return "%d:%s".formatted(fields.integer("seq"), fields.text("sha256"));
    }

    void keep(Outcome outcome) {
        write(
                "outcome.json",
                JsonBuilder.object()
                        .put("stage", outcome.stage().name())
                        .put("kind", outcome.kind().name())
                        .put("text", outcome.text())
                        .build());
    }

    /** How the last stage that ran ended; empty where none ran. */
    Optional<Outcome> outcome() {
        if (!Files.exists(folder.resolve("outcome.json"))) {
            return Optional.empty();
        }
        JsonFields fields = read("outcome.json", "");
        try {
            return Optional.of(new Outcome(
                    fields.word("stage", Stage.class), fields.word("kind", Outcome.Kind.class), fields.text("text")));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "%s: %s; run the stages again from the first".formatted(fields.name(), e.getMessage()), e);
        }
    }

    Path report() {
        return folder.resolve("candidate_eval.json");
    }

    Path verdict() {
        return folder.resolve("verdict.json");
    }

    Path folder() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be made: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private void write(String name, JsonObject value) {
        OutputFiles.write(PrettyJson.indented(value), folder().resolve(name), "the state of this deployment");
    }

    private JsonFields read(String name, String otherwise) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new CannotJudgeException("%s does not exist; %s".formatted(file, otherwise));
        }
        return JsonFields.of(JsonReader.read(InputFiles.bytes(file), file.toString()), file.toString());
    }
}
