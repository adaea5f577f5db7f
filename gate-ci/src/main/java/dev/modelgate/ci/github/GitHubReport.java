package dev.modelgate.ci.github;

import dev.modelgate.ci.StepReport;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The files by which a step hands on values and shows a summary, and the commands in its log. */
public final class GitHubReport implements StepReport {

    private final Map<String, String> environment;

    public GitHubReport(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void output(String name, String value) {
        append("GITHUB_OUTPUT", name + "=" + StepReport.checked(name, value) + "\n");
    }

    @Override
    public void summary(String text) {
        append("GITHUB_STEP_SUMMARY", text + "\n");
    }

    /**
     * The runner takes {@code ::} at the begin of a line, and {@code ##[} anywhere, for commands. It stops until a word
     * that no text can know: its own digest is not in it.
     */
    @Override
    public String printed(String text) {
        if (!text.contains("::") && !text.contains("##[")) {
            return text;
        }
        String word = Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
        return "::stop-commands::%s\n%s\n::%s::".formatted(word, text, word);
    }

    @Override
    public String refused(String stage) {
        return "::error title=Modelgate::refused at stage " + stage + "\n";
    }

    private void append(String variable, String text) {
        Optional<String> file = Optional.ofNullable(environment.get(variable)).filter(name -> !name.isEmpty());
        if (file.isEmpty()) {
            return; // not in a workflow
        }
        try {
            Files.writeString(Path.of(file.get()), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s (%s) could not be written: %s".formatted(file.get(), variable, e.getMessage()), e);
        }
    }
}
