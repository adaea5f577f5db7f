package dev.modelgate.registry.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process of this test's classes: what threads cannot show about locks and crashes. */
public final class ChildJvm {

    private static final Duration BOUND = Duration.ofMinutes(2);

    private ChildJvm() {}

    /** Waits for a file that a child makes; a child that never does fails the test instead of hanging it. */
    public static void await(Path file) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (Files.notExists(file)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("no child process made " + file + " within " + BOUND);
            }
            Thread.sleep(2);
        }
    }

    /** Starts the main class; what it complains of goes to this process's own standard error. */
    public static ProcessBuilder of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Starts it and gives back what it printed, when it ended. */
    public static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the child process did not end within " + BOUND);
        }
        return output.strip();
    }
}
