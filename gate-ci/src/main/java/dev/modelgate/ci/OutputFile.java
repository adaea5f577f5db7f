package dev.modelgate.ci;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A step's results where the CI system has no place of its own for them: values in a file of {@code NAME=VALUE} lines,
 * as shells and GitLab's dotenv reports read it; the rest is printed.
 */
public final class OutputFile implements StepReport {

    private static final String PREFIX = "GATE_CI_";

    private final Path file;

    /** @param file such as {@code .gate/ci/outputs.env} */
    public OutputFile(Path file) {
        this.file = file;
    }

    @Override
    public void output(String name, String value) {
        String start = PREFIX + name.toUpperCase(Locale.ROOT) + "=";
        try {
            List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
            lines.removeIf(line -> line.startsWith(start)); // the newest counts, whatever a reader makes of two
            lines.add(start + StepReport.checked(name, value));
            Files.createDirectories(file.resolveSibling(""));
            OutputFiles.write(String.join("\n", lines) + "\n", file, "the outputs of this step");
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The text is printed already. */
    @Override
    public void summary(String text) {}

    @Override
    public String printed(String text) {
        return text;
    }

    @Override
    public String refused(String stage) {
        return "";
    }
}
