package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A foreign program that a script of this project installed. Where it is missing a test fails: it proved nothing. */
public final class RealTool {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final int SECONDS = 120;

    private final List<String> command;

    private RealTool(List<String> command) {
        this.command = command;
    }

    /** What a run left behind; the two streams are one. */
    public record Result(int status, String output) {}

    /** @param script what installs it, below {@code scripts/real} */
    public static RealTool installed(String path, String script, String... leadingArguments) {
        Path executable = ROOT.resolve(".gate/real").resolve(path);
        if (!Files.isExecutable(executable)) {
            fail("%s is missing, but this test needs it; run scripts/real/%s".formatted(executable, script));
        }
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(leadingArguments));
        return new RealTool(command);
    }

    /** A program of the system. */
    public static RealTool ofSystem(String name) {
        return new RealTool(List.of(name));
    }

    public static Path project(String path) {
        return ROOT.resolve(path);
    }

    /** Runs it in a directory that is its home too, with nothing of this process's environment but the path. */
    public Result run(Path directory, Object... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        List.of(arguments).forEach(argument -> line.add(argument.toString()));
        Path output = Files.createTempFile("tool", ".out");
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(directory));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %d s", line, SECONDS)
                    .isTrue();
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static Map<String, String> environment(Path home) {
        return Map.of(
                "PATH", System.getenv("PATH"), "HOME", home.toString(), "LC_ALL", "C.UTF-8", "COSIGN_PASSWORD", "");
    }
}
