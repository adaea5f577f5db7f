package dev.modelgate.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs command lines in this process, as a shell would see them. */
final class Shell {

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private byte[] input = {};
    private Clock clock = Clock.systemUTC();

    Shell(Path directory) {
        this.directory = directory;
    }

    /** What one command left behind. */
    record Result(int status, String out, String err) {}

    Shell at(Clock other) {
        clock = other;
        return this;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell typing(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Result run(String... line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitStatus status = Gate.run(
                List.of(line),
                new Invocation(
                        directory,
                        environment,
                        new ByteArrayInputStream(input),
                        stream(out),
                        stream(err),
                        clock,
                        false));
        return new Result(status.number(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
