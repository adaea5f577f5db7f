package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.MalformedSemverException;
import dev.modelgate.eval.json.ShownAddress;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.run.RunInterruptedException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds the command, fills it, runs it, and turns whatever happens into one message and one status. */
public final class Gate {

    private Gate() {}

    /** Runs one command line; never throws for what the user or the world did. */
    public static ExitStatus run(List<String> line, Invocation invocation) {
        try {
            return dispatch(line, invocation);
        } catch (UsageException | MalformedSemverException e) {
            return say(invocation, ExitStatus.USAGE, message(e));
        } catch (CannotJudgeException e) {
            return say(invocation, ExitStatus.COULD_NOT_JUDGE, message(e));
        } catch (IOException e) {
            return say(invocation, ExitStatus.COULD_NOT_JUDGE, "the command could not finish: " + describe(e));
        } catch (RunInterruptedException e) {
            return say(
                    invocation,
                    ExitStatus.COULD_NOT_JUDGE,
                    message(e) + "; the answers so far are kept: the same command with --resume goes on from there");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return say(invocation, ExitStatus.COULD_NOT_JUDGE, "interrupted; nothing was changed");
        } catch (OutOfMemoryError e) {
            return say(
                    invocation,
                    ExitStatus.COULD_NOT_JUDGE,
                    "the input needs more than the %d MiB of memory that the gate may use; give it more with GATE_JAVA_OPTS=-Xmx4g, or less to read"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20));
        } catch (RuntimeException | StackOverflowError e) {
            invocation.variable("GATE_DEBUG").ifPresent(on -> e.printStackTrace(invocation.err()));
            return say(
                    invocation,
                    ExitStatus.COULD_NOT_JUDGE,
                    "the gate failed on its own (%s); run again with GATE_DEBUG=1 and report what it prints"
                            .formatted(describe(e)));
        }
    }

    private static ExitStatus dispatch(List<String> line, Invocation invocation)
            throws IOException, InterruptedException {
        if (line.isEmpty()
                || line.get(0).equals("--help")
                || line.get(0).equals("-h")
                || line.get(0).equals("help")) {
            invocation.out().print(Overview.text());
            return line.isEmpty() ? ExitStatus.USAGE : ExitStatus.DONE;
        }
        if (line.get(0).equals("--version")) {
            invocation.out().println("gate " + Version.TEXT);
            return ExitStatus.DONE;
        }
        Optional<Commands.Match> match = Commands.match(line);
        if (match.isEmpty()) {
            throw new UsageException(unknown(line.get(0)));
        }
        return run(match.get(), invocation);
    }

    private static ExitStatus run(Commands.Match match, Invocation invocation)
            throws IOException, InterruptedException {
        CommandSpec spec = CommandSpec.create().name("gate " + match.name());
        Syntax syntax = new Syntax(spec);
        match.command().declare(syntax);
        syntax.help();
        CommandLine parser = new CommandLine(spec);
        try {
            CommandLine.ParseResult parsed = parser.parseArgs(match.arguments().toArray(String[]::new));
            if (parsed.isUsageHelpRequested()) {
                parser.usage(invocation.out(), CommandLine.Help.Ansi.OFF);
                return ExitStatus.DONE;
            }
        } catch (ParameterException e) {
            throw usage(e, match.name());
        }
        return match.command().run(invocation);
    }

    /** picocli wraps what our own parsers say of a value; that sentence is the better one. */
    private static UsageException usage(ParameterException e, String name) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UsageException ours) {
                return ours;
            }
        }
        return new UsageException("%s; 'gate %s --help' shows the options".formatted(e.getMessage(), name));
    }

    private static String unknown(String word) {
        List<String> below = Catalog.below(word);
        return below.isEmpty()
                ? "'%s' is no command; 'gate --help' lists them".formatted(word)
                : "'gate %s' needs a second word; one of: %s".formatted(word, String.join(", ", below));
    }

    private static ExitStatus say(Invocation invocation, ExitStatus status, String message) {
        invocation.out().flush();
        // Whatever a library says of an address, nobody has looked for a password in it.
        invocation.err().println("gate: " + Printable.line(ShownAddress.in(message)));
        invocation.err().flush();
        return status;
    }

    private static String describe(Throwable e) {
        return e.getMessage() == null ? message(e) : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static String message(Throwable e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
