package dev.modelgate.eval.suite;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.config.Section;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A server that a suite starts on a free port of this machine, waits for, and ends with all that it started. In its
 * command, {@code {port}} and {@code {bundle}} are filled in.
 */
final class StartedServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int SHOWN = 600;

    private final Process process;
    private final Path log;
    private final int port;

    private StartedServer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** @throws CannotJudgeException where it does not start, or does not listen in time: what it said last */
    static StartedServer start(Section words, Path project, Path bundle) throws InterruptedException {
        words.knowing("command", "path", "start_seconds");
        ImmutableList<String> command = words.texts("command");
        if (command.isEmpty()) {
            throw new CannotJudgeException(
                    "%s has no 'command', but a server is started by one; add a list of the program and its arguments"
                            .formatted(words.what()));
        }
        try {
            int port = freePort();
            Path log = Files.createTempFile("gate-server-", ".log");
            StartedServer server = new StartedServer(process(command, project, bundle, port, log), log, port);
            server.await(words.positive("start_seconds")
                    .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()))
                    .orElse(START));
            return server;
        } catch (IOException e) {
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
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Files.deleteIfExists(log);
        } catch (IOException e) {
            log.toFile().deleteOnExit();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process process(ImmutableList<String> command, Path project, Path bundle, int port, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.stream()
                        .map(word -> word.replace("{port}", Integer.toString(port))
                                .replace("{bundle}", bundle.toAbsolutePath().toString()))
                        .toList())
                .directory(project.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // What is judged must not hold the keys of the judge.
        builder.environment()
                .keySet()
                .removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("GATE_"));
        return builder.start();
    }

    private void await(Duration longest) throws InterruptedException, IOException {
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
        String said = Files.readString(log);
        close();
        throw new CannotJudgeException("the server %s, but it must answer on port %d; it said: %s"
                .formatted(state, port, said.substring(Math.max(0, said.length() - SHOWN))));
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
