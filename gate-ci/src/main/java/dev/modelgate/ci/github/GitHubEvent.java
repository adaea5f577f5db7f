package dev.modelgate.ci.github;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import java.nio.file.Path;

/** The event that started a workflow, as GitHub leaves it in a file. */
public final class GitHubEvent {

    private GitHubEvent() {}

    /**
     * Reads the event of a label that was set on a pull request.
     *
     * @throws CannotJudgeException where it is another event, or lacks what every such event has
     */
    public static Proposal proposal(Path file) {
        JsonFields event = JsonFields.of(JsonReader.read(InputFiles.bytes(file), file.toString()), file.toString());
        String action = event.optionalText("action").orElse("none");
        if (!action.equals("labeled") || event.optionalObject("pull_request").isEmpty()) {
            throw new CannotJudgeException(
                    "%s is an event with the action '%s', but a label set on a pull request is required; let the workflow start on 'pull_request: labeled'"
                            .formatted(file, action));
        }
        JsonFields request = event.object("pull_request");
        JsonFields base = request.object("base");
        try {
            return new Proposal(
                    Math.toIntExact(request.integer("number")),
                    request.object("head").text("sha"),
                    base.text("sha"),
                    base.text("ref"),
                    event.object("repository").text("default_branch"),
                    event.object("label").text("name"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CannotJudgeException(file + ": " + e.getMessage(), e);
        }
    }
}
