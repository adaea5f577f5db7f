package dev.modelgate.registry.artifact.mlflow;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.HttpCall;
import dev.modelgate.registry.http.Service;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * Where a tracking server is and what it is shown.
 *
 * @param base without a slash at its end, without user, query and fragment
 */
public record MlflowServer(URI base, Credentials credentials) {

    private static final String ADDRESS = "MLFLOW_TRACKING_URI";
    private static final String USER = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

    /**
     * The server that the environment names, by the variables that MLflow's own clients read. A user and password
     * come before a token, as there; those in the address come last.
     *
     * @throws CannotJudgeException where no usable address is given; the value is not repeated, it may hold a password
     */
    public static MlflowServer of(Map<String, String> environment) {
        String given = Optional.ofNullable(environment.get(ADDRESS))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new CannotJudgeException(
                        "%s is not set, but it must name the tracking server; set it to its http address"
                                .formatted(ADDRESS)));
        URI address = parse(given.strip());
        Credentials credentials = credentials(environment)
                .or(() -> Optional.ofNullable(address.getUserInfo()).map(MlflowServer::inAddress))
                .orElse(Credentials.none());
        return new MlflowServer(withoutUser(address), credentials);
    }

    /** For messages and for what is shown of answers. */
    Service service() {
        return new Service("the MLflow server", credentials, "check %s and %s, or %s".formatted(USER, PASSWORD, TOKEN));
    }

    /** An address below this server's; {@code below} starts with a slash and is encoded already. */
    URI at(String below) {
        return URI.create(base + below);
    }

    /** For messages. */
    String shown() {
        return HttpCall.shown(base);
    }

    private static URI parse(String given) {
        try {
            URI uri = new URI(given);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Neither the exception nor its text may be kept: both repeat the address, which may hold a password.
            throw unusable();
        }
        throw unusable();
    }

    private static CannotJudgeException unusable() {
        return new CannotJudgeException(
                "%s is not an http or https address of a server, but only such a tracking server can be asked; correct it"
                        .formatted(ADDRESS));
    }

    private static URI withoutUser(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = Optional.ofNullable(uri.getRawPath()).orElse("").replaceAll("/+$", "");
        return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
    }

    private static Optional<Credentials> credentials(Map<String, String> environment) {
        Optional<String> user = value(environment, USER);
        Optional<String> password = value(environment, PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new CannotJudgeException(
                    "only one of %s and %s is set, but a login needs both; set the other".formatted(USER, PASSWORD));
        }
        return user.map(name -> Credentials.basic(name, password.orElseThrow()))
                .or(() -> value(environment, TOKEN).map(Credentials::bearer));
    }

    private static Credentials inAddress(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? Credentials.basic(userInfo, "")
                : Credentials.basic(userInfo.substring(0, colon), userInfo.substring(colon + 1));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    }
}
