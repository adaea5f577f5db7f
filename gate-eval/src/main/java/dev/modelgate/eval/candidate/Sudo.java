package dev.modelgate.eval.candidate;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.candidate.ShortCommand.Ran;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Another user's processes by sudo: started, looked at and ended as he. It never asks for a password. */
final class Sudo {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_SIGNAL = Duration.ofSeconds(5);

    /**
     * So many processes and threads he may have, and no more: where he had all that the machine has, nothing could be
     * started that ends them. Shells know the limit by two names. And ONNX Runtime must not report to its maker from here
     * either: the gate's own word on that is dropped with the rest of the environment.
     */
    private static final String LIMITED =
            "export ORT_DISABLE_TELEMETRY=1; { ulimit -u 2048 || ulimit -p 2048; } 2>/dev/null; exec \"$@\"";

    /** Signals pass unseen where nobody is left; what counts is that the shell came so far. */
    private static final String SIGNALLED = "kill -s KILL -- \"$@\" 2>/dev/null; echo signalled";

    private final CandidateUser user;

    Sudo(CandidateUser user) {
        this.user = user;
    }

    /** The words that start a program as he. */
    ImmutableList<String> starting(List<String> command) {
        return shell(LIMITED, command);
    }

    /**
     * What a shell of his says.
     *
     * @throws CannotJudgeException where none can be started: sudo is not there or does not permit it
     */
    String ask(String script, List<String> arguments) {
        Ran ran;
        try {
            ran = ShortCommand.run(shell(script, arguments), LONGEST)
                    .orElseThrow(() -> refused("sudo did not end within %d s".formatted(LONGEST.toSeconds())));
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s is '%s', but there is no sudo here, by which processes are started under another user; install sudo"
                            .formatted(CandidateUser.VARIABLE, user.name()),
                    e);
        }
        if (!ran.succeeded()) {
            throw refused(ran.words());
        }
        return ran.words();
    }

    /** Ends processes of his at once: those of that number, or all of them for {@code -1}. True where it was tried. */
    boolean kill(List<String> pids) {
        try {
            Optional<Ran> ran = ShortCommand.run(shell(SIGNALLED, pids), LONGEST_SIGNAL);
            return ran.filter(done -> done.words().endsWith("signalled")).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private ImmutableList<String> shell(String script, List<String> arguments) {
        return ImmutableList.<String>builder()
                .add("sudo", "--non-interactive", "--user=" + user.name(), "--")
                .add("/bin/sh", "-c", script, "sh")
                .addAll(arguments)
                .build();
    }

    private CannotJudgeException refused(String words) {
        return new CannotJudgeException(
                "%s is '%s', but the gate's user may not start processes as '%s' (%s); allow it in a file below /etc/sudoers.d: 'GATES-USER ALL=(%s) NOPASSWD: ALL'"
                        .formatted(CandidateUser.VARIABLE, user.name(), user.name(), words, user.name()));
    }
}
