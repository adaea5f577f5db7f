package dev.modelgate.eval.candidate;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Another user, in a folder of copies that he may read and not change. The gate may not signal what is not its own, so
 * whatever is to be ended is ended as he; and at the end that is all that he has, however often it forked.
 */
final class OtherUser implements Workplace {

    /** How long ending all of his processes may take. */
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private static final Duration BETWEEN = Duration.ofMillis(50);

    /** Who he is, and what he can reach of what he must and what he must not. */
    private static final String LOOK = """
            id -u
            [ -r "$1" ] && [ -x "$1" ] || echo "cannot read $1"
            [ ! -w "$1" ] || echo "can write $1"
            if [ -r "$2" ] || [ -x "$2" ] || [ -w "$2" ]; then echo "can enter $2"; fi
            [ ! -w "$3" ] || echo "can write $3"
            """;

    private final CandidateUser user;
    private final Sudo sudo;
    private final ReadableCopy copy;
    private final Set<Process> started = new HashSet<>();
    private boolean closed;

    private OtherUser(CandidateUser user, Sudo sudo, ReadableCopy copy) {
        this.user = user;
        this.sudo = sudo;
        this.copy = copy;
    }

    static OtherUser open(CandidateUser user, Contents contents) {
        Sudo sudo = new Sudo(user);
        ReadableCopy copy = ReadableCopy.of(contents);
        try {
            requireApart(user, sudo, copy, contents);
            return new OtherUser(user, sudo, copy);
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private static void requireApart(CandidateUser user, Sudo sudo, ReadableCopy copy, Contents contents) {
        Path project = contents.project().toAbsolutePath();
        Path bundle = contents.bundle().orElse(project).toAbsolutePath();
        List<String> said = sudo.ask(LOOK, List.of(copy.root().toString(), project.toString(), bundle.toString()))
                .lines()
                .toList();
        if (!said.get(0).equals(Long.toString(user.uid()))) {
            throw new CannotJudgeException(
                    "sudo starts processes of '%s' as user %s, but his number is %d; correct sudo's configuration"
                            .formatted(user.name(), said.get(0), user.uid()));
        }
        if (said.size() > 1) {
            throw new CannotJudgeException(
                    "%s is '%s', who %s, but he must see the copy of the bundle and neither the project nor its answers, and change nothing; 'chmod 700' the folder that the project lies in, and keep temporary files (-Djava.io.tmpdir) outside of it"
                            .formatted(
                                    CandidateUser.VARIABLE,
                                    user.name(),
                                    String.join(", ", said.subList(1, said.size()))));
        }
    }

    @Override
    public Path directory() {
        return copy.project();
    }

    @Override
    public Optional<Path> bundle() {
        return copy.bundle();
    }

    @Override
    public synchronized Process start(List<String> command, Consumer<ProcessBuilder> streams) throws IOException {
        if (closed) {
            throw new IOException("the run is over");
        }
        ProcessBuilder builder =
                new ProcessBuilder(sudo.starting(command)).directory(directory().toFile());
        ShortCommand.withoutSecrets(builder.environment());
        streams.accept(builder);
        Process process = builder.start();
        started.removeIf(before -> !before.isAlive());
        started.add(process);
        return process;
    }

    /** His part of the family; sudo itself ends with what it started. */
    @Override
    public void end(Process process) {
        List<String> family =
                process.descendants().map(child -> Long.toString(child.pid())).toList();
        if (!family.isEmpty()) {
            sudo.kill(family);
        }
        process.destroyForcibly();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            endAll();
        } finally {
            copy.close();
        }
    }

    private void endAll() {
        long deadline = System.nanoTime() + LONGEST_END.toNanos();
        boolean ended = false;
        while (!ended && System.nanoTime() - deadline < 0) {
            ended = sudo.kill(List.of("-1")) && areGone();
        }
        if (!ended) {
            throw new CannotJudgeException(
                    "processes of '%s' (%s) could not be ended within %d s, but nothing of the candidate may go on; end them as root: pkill -KILL -u %s"
                            .formatted(
                                    user.name(),
                                    String.join(", ", Leftovers.of(user.uid())),
                                    LONGEST_END.toSeconds(),
                                    user.name()));
        }
    }

    /** True once what was started has ended and the system lists nobody of his. */
    private boolean areGone() {
        boolean interrupted = Thread.interrupted(); // what was begun must be ended
        try {
            for (Process process : started) {
                process.waitFor(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return started.stream().noneMatch(Process::isAlive)
                && Leftovers.of(user.uid()).isEmpty();
    }
}
