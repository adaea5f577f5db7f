package dev.modelgate.ci.github;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files by which a step hands on values and shows a summary. */
public final class StepFiles {

    /** No value of ours needs more; a line break would start an output of somebody else's choice. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:/+-]*");

    private final Map<String, String> environment;

    public StepFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * An output of the step.
     *
     * @throws IllegalArgumentException where the value holds anything that a file of outputs could take for more
     */
    public void output(String name, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the output '%s' may not hold '%s'".formatted(name, value));
        }
        append("GITHUB_OUTPUT", name + "=" + value + "\n");
    }

    /** Markdown, escaped already. */
    public void summary(String text) {
        append("GITHUB_STEP_SUMMARY", text + "\n");
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
