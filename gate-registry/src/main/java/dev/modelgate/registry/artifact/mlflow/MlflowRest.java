package dev.modelgate.registry.artifact.mlflow;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.registry.http.HttpAnswer;
import dev.modelgate.registry.http.HttpCall;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Payload;
import dev.modelgate.registry.http.Service;
import dev.modelgate.registry.http.Sink;
import dev.modelgate.registry.http.UrlText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** MLflow's REST interface: calls below its two roots, with our credentials. */
final class MlflowRest {

    private static final String API = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";

    private final MlflowServer server;
    private final HttpTransport transport;
    private final Service service;

    MlflowRest(MlflowServer server, HttpTransport transport) {
        this.server = server;
        this.transport = transport;
        this.service = server.service();
    }

    MlflowServer server() {
        return server;
    }

    Service service() {
        return service;
    }

    /** Asks; {@code path} is encoded already. */
    JsonObject get(String path, Map<String, String> query) {
        return service.json(transport.call(authorised(HttpCall.get(server.at(API + path + UrlText.query(query))))));
    }

    /** Sends JSON, and gives the answer whatever its status. */
    HttpAnswer post(String path, JsonObject body) {
        byte[] bytes = PrettyJson.line(body).getBytes(StandardCharsets.UTF_8);
        HttpCall call =
                HttpCall.post(server.at(API + path), Payload.of(bytes)).with("Content-Type", "application/json");
        return transport.call(authorised(call));
    }

    /** Takes a file; {@code path} is below the artifacts' root, and not encoded. */
    HttpAnswer download(String path, long size, Sink sink) {
        return transport.download(authorised(HttpCall.get(artifact(path))), size, sink);
    }

    HttpAnswer head(String path) {
        return transport.call(authorised(HttpCall.head(artifact(path))));
    }

    /** Sends a file; one that is there is replaced. */
    HttpAnswer upload(String path, Payload payload) {
        return transport.upload(authorised(HttpCall.put(artifact(path), payload)));
    }

    /**
     * True where the server itself says that there is no such thing. A 404 alone may as well come from a proxy, or
     * from an address that is not MLflow's, and absent and unknown are not the same.
     */
    static boolean saysAbsent(HttpAnswer answer) {
        if (answer.status() != 404) {
            return false;
        }
        try {
            JsonObject body = JsonReader.readObject(answer.body(), "an answer");
            return body.member("error_code")
                    .filter(JsonString.of("RESOURCE_DOES_NOT_EXIST")::equals)
                    .isPresent();
        } catch (CannotJudgeException e) {
            return false; // not JSON: not MLflow speaking
        }
    }

    private java.net.URI artifact(String path) {
        return server.at(ARTIFACTS + UrlText.encodePath(path));
    }

    private HttpCall authorised(HttpCall call) {
        return server.credentials()
                .header()
                .map(value -> call.with("Authorization", value))
                .orElse(call);
    }
}
