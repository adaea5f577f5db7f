package dev.modelgate.registry.artifact.oci;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.registry.http.Credentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The login to a registry: {@code GATE_OCI_USERNAME} and {@code GATE_OCI_PASSWORD}, else {@code GATE_OCI_TOKEN}, else
 * what {@code docker login} wrote for that host into {@code config.json}. Credential helpers are not started: they
 * are other people's programs.
 */
final class OciCredentials {

    static final String HINT = "set GATE_OCI_USERNAME and GATE_OCI_PASSWORD, or GATE_OCI_TOKEN, or run 'docker login'";

    private OciCredentials() {}

    /**
     * The login for a host; none where nothing is set.
     *
     * @throws CannotJudgeException where it is half set, or the file cannot be understood; no secret is repeated
     */
    static Credentials of(String host, Map<String, String> environment) {
        Optional<String> user = value(environment, "GATE_OCI_USERNAME");
        Optional<String> password = value(environment, "GATE_OCI_PASSWORD");
        if (user.isPresent() != password.isPresent()) {
            throw new CannotJudgeException("only one of GATE_OCI_USERNAME and GATE_OCI_PASSWORD is set, but a login"
                    + " needs both; set the other");
        }
        return user.map(name -> Credentials.basic(name, password.orElseThrow()))
                .or(() -> value(environment, "GATE_OCI_TOKEN").map(Credentials::bearer))
                .or(() -> fromDocker(host, environment))
                .orElseGet(Credentials::none);
    }

    private static Optional<Credentials> fromDocker(String host, Map<String, String> environment) {
        Optional<Path> file = value(environment, "DOCKER_CONFIG")
                .map(Path::of)
                .or(() -> value(environment, "HOME").map(home -> Path.of(home, ".docker")))
                .map(directory -> directory.resolve("config.json"))
                .filter(Files::isRegularFile);
        return file.flatMap(it -> read(it, host));
    }

    private static Optional<Credentials> read(Path file, String host) {
        String what = file.toString();
        return JsonShape.optional(JsonShape.object(JsonReader.read(file), what), "auths")
                .flatMap(auths -> JsonShape.object(auths, what).member(host))
                .flatMap(entry -> decode(JsonShape.object(entry, what), what));
    }

    /** {@code {"auth": base64(user:password)}}; without it the secret is in a helper's keeping. */
    private static Optional<Credentials> decode(JsonObject entry, String what) {
        return JsonShape.optional(entry, "auth")
                .map(value -> JsonShape.text(value, what))
                .filter(text -> !text.isEmpty())
                .map(text -> login(text, what));
    }

    private static Credentials login(String encoded, String what) {
        try {
            String login = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = login.indexOf(':');
            if (colon > 0) {
                return Credentials.basic(login.substring(0, colon), login.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(what);
        }
        throw unreadable(what);
    }

    private static CannotJudgeException unreadable(String what) {
        return new CannotJudgeException(
                "%s: an 'auth' is not base64 of user:password; run 'docker login' again".formatted(what));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    }
}
