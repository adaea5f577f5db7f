package dev.modelgate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the short commands and short evaluations once, so that the launcher can record the classes they load in a class-data sharing
 * archive. It prints nothing and leaves nothing behind.
 */
public final class ArchiveTraining {

    private static final String REPORT = """
            {"schema": "modelgate.eval/v1", "suite": "s", "stage": "evaluate", "eval_set_sha256": "00",
             "buckets": {"a": {"n": 10, "correct": %d, "accuracy": 0.%d}, "b": 0.5}, "metrics": {"accuracy": 0.9}}
            """;

    private ArchiveTraining() {}

    public static void main(String[] arguments) throws IOException {
        new Readying().start();
        Path directory = Files.createTempDirectory("gate-training");
        Path baseline = write(directory.resolve("baseline.json"), REPORT.formatted(9, 9));
        Path worse = write(directory.resolve("worse.json"), REPORT.formatted(8, 8));
        try {
            PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Invocation invocation = Main.invocation(silent, silent).in(directory);
            for (String format : List.of("text", "json")) {
                compare(invocation, baseline, baseline, format);
                compare(invocation, worse, baseline, format);
            }
            EvalTraining.run(invocation);
            RegistryTraining.run(invocation);
        } finally {
            Files.delete(worse);
            Files.delete(baseline);
            Files.delete(directory);
        }
    }

    private static void compare(Invocation invocation, Path candidate, Path baseline, String format) {
        Gate.run(
                List.of(
                        "compare",
                        "--candidate",
                        candidate.toString(),
                        "--baseline",
                        baseline.toString(),
                        "--format",
                        format),
                invocation);
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }
}
