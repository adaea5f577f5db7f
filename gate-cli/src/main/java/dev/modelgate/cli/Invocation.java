package dev.modelgate.cli;

import dev.modelgate.eval.json.InputFiles;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The world of one command: where it runs, what it may read from the environment, where it prints.
 *
 * @param directory against which relative paths are resolved
 * @param terminal true where a person watches: progress is shown then, and only then
 */
public record Invocation(
        Path directory,
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Clock clock,
        boolean terminal) {

    /** A path as the user wrote it, resolved. */
    Path path(String name) {
        return directory.resolve(InputFiles.path(name));
    }

    /** An environment variable, where it is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Now, to the millisecond: the precision of every time that the gate writes down. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Invocation in(Path other) {
        return new Invocation(other, environment, in, out, err, clock, terminal);
    }

    Invocation printing(PrintStream newOut, PrintStream newErr) {
        return new Invocation(directory, environment, in, newOut, newErr, clock, false);
    }
}
