package dev.modelgate.registry.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server of one test class, by {@code scripts/real/postgresql.sh}: it ends with its input. */
public final class RealPostgres implements AutoCloseable {

    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final Process server;
    private final int port;

    private RealPostgres(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    /** @throws IOException where there is no server to start: a test that needs one fails then */
    public static RealPostgres start() throws IOException {
        Path script = Path.of(System.getProperty("project.root"), "scripts/real/postgresql.sh");
        ProcessBuilder builder = new ProcessBuilder(script.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("POSTGRES_PASSWORD", PASSWORD);
        Process server = builder.start();
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null || !line.startsWith("port=")) {
            throw new IOException("no PostgreSQL server started; run scripts/real/install.sh");
        }
        return new RealPostgres(server, Integer.parseInt(line.substring("port=".length())));
    }

    /** A registry that nobody wrote to. */
    public String freshUri() {
        return uri("registry_" + SCHEMAS.incrementAndGet());
    }

    public String uri(String schema) {
        return "jdbc:postgresql://127.0.0.1:%d/gate?currentSchema=%s".formatted(port, schema);
    }

    /** The environment of a command that may work on its registries. */
    public Map<String, String> credentials() {
        return Map.of("GATE_REGISTRY_USER", "gate", "GATE_REGISTRY_PASSWORD", PASSWORD);
    }

    @Override
    public void close() throws IOException {
        server.getOutputStream().close();
        try {
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                throw new IOException("the PostgreSQL server did not stop within 30 s");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
