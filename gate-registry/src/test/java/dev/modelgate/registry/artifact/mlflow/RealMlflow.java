package dev.modelgate.registry.artifact.mlflow;

import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.registry.artifact.RealServer;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;
import dev.modelgate.registry.sign.RealTool;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real MLflow server and what a training job left on it. */
public final class RealMlflow implements AutoCloseable {

    /** The usual limits, with more time for a machine that does other things too. */
    private static final HttpSettings SETTINGS = new HttpSettings(
            HttpSettings.DEFAULT.connect(),
            Duration.ofSeconds(40),
            HttpSettings.DEFAULT.idle(),
            HttpSettings.DEFAULT.transfer(),
            HttpSettings.DEFAULT.bytesPerSecond(),
            HttpSettings.DEFAULT.pauses(),
            HttpSettings.DEFAULT.longestRetryAfter());

    private final RealServer server;

    private RealMlflow(RealServer server) {
        this.server = server;
    }

    public static RealMlflow start(Path directory, String... mode) throws IOException, InterruptedException {
        return new RealMlflow(RealServer.start("mlflow.sh", directory, mode));
    }

    RealServer server() {
        return server;
    }

    public MlflowServer address() throws IOException {
        return address(Credentials.none());
    }

    MlflowServer address(Credentials credentials) throws IOException {
        return new MlflowServer(URI.create(server.address()), credentials);
    }

    public static HttpTransport transport() {
        return new HttpTransport(SETTINGS, Waiting.REAL);
    }

    /** A new run, as a training job begins one. */
    public String newRun() throws IOException {
        return newRun(address());
    }

    static String newRun(MlflowServer address) {
        JsonObject answer = address.service()
                .json(new MlflowRest(address, transport())
                        .post(
                                "runs/create",
                                JsonReader.readObject(
                                        "{\"experiment_id\": \"0\"}".getBytes(StandardCharsets.UTF_8), "a request")));
        return JsonFields.of(answer, "the answer").object("run").object("info").text("run_id");
    }

    /**
     * Lets MLflow's own Python client make a parent run, and a child with parameters, a data set, the bundle in its
     * folder {@code bundle}, and a logged model.
     *
     * @return their ids: {@code parent}, {@code run}, {@code model}
     */
    public JsonFields seed(Path bundle) throws IOException, InterruptedException {
        return script(bundle.getParent(), "mlflow-seed.py", bundle);
    }

    /** Lets MLflow's own Python client make those runs of a pipeline; gives their ids by name. */
    public JsonFields pipelines(Path directory, String... names) throws IOException, InterruptedException {
        List<Object> arguments = new ArrayList<>(List.of("-"));
        arguments.addAll(List.of(names));
        return script(directory, "mlflow-pipelines.py", arguments.toArray());
    }

    private JsonFields script(Path directory, String name, Object... arguments)
            throws IOException, InterruptedException {
        List<Object> line = new ArrayList<>(List.of(
                RealTool.project("scripts/real/mlflow.sh"),
                "python",
                RealTool.project("scripts/real/" + name),
                server.address()));
        line.addAll(List.of(arguments));
        RealTool.Result result = RealTool.ofSystem("bash").run(directory, line.toArray());
        if (result.status() != 0) {
            throw new AssertionError(name + " failed: " + result.output());
        }
        String last = result.output().lines().reduce((before, after) -> after).orElseThrow();
        return JsonFields.of(JsonReader.read(last.getBytes(StandardCharsets.UTF_8), name), name);
    }

    /** Ends it as a power cut does. */
    public void kill() throws IOException {
        server.kill();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
