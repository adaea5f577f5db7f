package dev.modelgate.eval.suite;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.candidate.CandidateUser;
import dev.modelgate.eval.candidate.Workplace;
import dev.modelgate.eval.candidate.Workplace.Contents;
import dev.modelgate.eval.config.Section;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server that a suite starts on a free port of this machine, waits for, and ends with all that it started. In its
 * command, {@code {port}} and {@code {bundle}} are filled in.
 */
final class StartedServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int SHOWN = 600;

    private final Workplace workplace;
    private final Process process;
    private final Path log;
    private final int port;

    private StartedServer(Workplace workplace, Process process, Path log, int port) {
        this.workplace = workplace;
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** @throws CannotJudgeException where it does not start, or does not listen in time: what it said last */
    static StartedServer start(Section words, Optional<CandidateUser> user, Path project, Path bundle)
            throws InterruptedException {
        words.knowing("command", "files", "path", "start_seconds");
        ImmutableList<String> command = words.texts("command");
        if (command.isEmpty()) {
            throw new CannotJudgeException(
                    "%s has no 'command', but a server is started by one; add a list of the program and its arguments"
                            .formatted(words.what()));
        }
        Duration longest = words.positive("start_seconds")
                .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()))
                .orElse(START);
        Workplace workplace =
                Workplace.open(user, Contents.of(project, Optional.of(bundle), command, words.texts("files")));
        StartedServer server = start(words, command, workplace);
        try {
            server.await(longest);
            return server;
        } catch (InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private static StartedServer start(Section words, ImmutableList<String> command, Workplace workplace) {
        try {
            int port = freePort();
            Path log = Files.createTempFile("gate-server-", ".log");
            Process process = workplace.start(
                    filled(command, workplace, port),
                    streams -> streams.redirectErrorStream(true).redirectOutput(log.toFile()));
            return new StartedServer(workplace, process, log, port);
        } catch (IOException e) {
            workplace.close();
            throw new CannotJudgeException(
                    "the server of %s could not be started (%s); correct its command"
                            .formatted(words.what(), e.getMessage()),
                    e);
        }
    }

    /** Where it listens. */
    String url(Section words) {
        return "http://127.0.0.1:%d%s".formatted(port, words.text("path").orElse("/"));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                workplace.end(process);
            }
            Files.deleteIfExists(log);
        } catch (IOException e) {
            log.toFile().deleteOnExit();
        } catch (InterruptedException e) {
            workplace.end(process);
            Thread.currentThread().interrupt();
        } finally {
            workplace.close();
        }
    }

    private static ImmutableList<String> filled(ImmutableList<String> command, Workplace workplace, int port) {
        String bundle = workplace.bundle().orElseThrow().toString();
        return command.stream()
                .map(word -> word.replace("{port}", Integer.toString(port)).replace("{bundle}", bundle))
                .collect(ImmutableList.toImmutableList());
    }

    private void await(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() - deadline < 0 && process.isAlive()) {
            if (listens()) {
                return;
            }
            Thread.sleep(50);
        }
        String state = process.isAlive()
                ? "does not listen after %d s".formatted(longest.toSeconds())
                : "ended with status %d".formatted(process.exitValue());
        String said = said();
        close();
        throw new CannotJudgeException("the server %s, but it must answer on port %d; it said: %s"
                .formatted(state, port, said.substring(Math.max(0, said.length() - SHOWN))));
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(its log cannot be read: %s)".formatted(e.getMessage());
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
