package dev.modelgate.registry.artifact;

import dev.modelgate.registry.sign.RealTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real server that a script of this project starts. A test that cannot have it fails: it proved nothing. */
public final class RealServer implements AutoCloseable {

    private final String script;
    private final Path directory;

    private RealServer(String script, Path directory) {
        this.script = script;
        this.directory = directory;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param script below {@code scripts/real}
     * @param directory that holds all it has
     * @param mode as the script knows it; none for a plain one
     */
    public static RealServer start(String script, Path directory, String... mode)
            throws IOException, InterruptedException {
        RealServer server = new RealServer(script, directory);
        List<String> arguments = new ArrayList<>(List.of("start", directory.toString()));
        arguments.addAll(List.of(mode));
        server.run(arguments);
        return server;
    }

    /** Where it listens, as its script wrote it. */
    public String address() throws IOException {
        Path url = directory.resolve("url");
        return Files.readString(Files.exists(url) ? url : directory.resolve("address"))
                .strip();
    }

    public String password() throws IOException {
        return Files.readString(directory.resolve("password")).strip();
    }

    public Path directory() {
        return directory;
    }

    /** Ends it as a power cut does. */
    public void kill() throws IOException {
        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Override
    public void close() throws IOException {
        try {
            run(List.of("stop", directory.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(script + " was not seen to stop", e);
        }
    }

    private void run(List<String> arguments) throws IOException, InterruptedException {
        List<Object> line = new ArrayList<>(List.of(RealTool.project("scripts/real/" + script)));
        line.addAll(arguments);
        RealTool.Result result = RealTool.ofSystem("bash").run(directory.getParent(), line.toArray());
        if (result.status() != 0) {
            throw new AssertionError("%s %s failed: %s".formatted(script, arguments, result.output()));
        }
    }
}
