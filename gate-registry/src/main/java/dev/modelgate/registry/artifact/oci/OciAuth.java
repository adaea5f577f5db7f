package dev.modelgate.registry.artifact.oci;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.ShownAddress;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.HttpAnswer;
import dev.modelgate.registry.http.HttpCall;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import dev.modelgate.registry.http.Service;
import dev.modelgate.registry.http.UrlText;
import java.net.URI;
import java.util.Optional;

/**
 * Who we are, as a registry wants to see it: nothing at first, and after a 401 what its challenge asks for. A password
 * goes to the registry, or to the token service that the registry names, and only over TLS or the loopback.
 */
final class OciAuth {

    private final HttpTransport transport;
    private final Credentials credentials;
    private final Service service;
    private final URI registry;
    private volatile Credentials current;

    /** @param registry its address: what our credentials are for */
    OciAuth(HttpTransport transport, Service service, URI registry) {
        this.transport = transport;
        this.credentials = service.credentials();
        this.service = service;
        this.registry = registry;
        // A token is made for this; a password waits until the registry says how it wants it.
        this.current = credentials instanceof Credentials.Bearer ? credentials : Credentials.none();
    }

    /** The call with what the registry accepted last. */
    HttpCall authorised(HttpCall call) {
        return current.header().map(value -> call.with("Authorization", value)).orElse(call);
    }

    /**
     * Does what a 401 asks for.
     *
     * @return true where the call is worth another try
     */
    synchronized boolean answer(HttpAnswer unauthorised) {
        Optional<Challenge> challenge = Challenge.best(unauthorised.headers("WWW-Authenticate"));
        if (challenge.isEmpty()) {
            return false;
        }
        Credentials next = challenge.get().scheme().equals("bearer") ? token(challenge.get()) : credentials;
        boolean isNew = !next.header().equals(current.header());
        current = next;
        return isNew && next.header().isPresent();
    }

    private Credentials token(Challenge challenge) {
        URI address = tokenAddress(challenge);
        // Where the password goes, and who said so, must stand in what the user reads when it is not liked there.
        Service issuer = new Service(
                "the token service %s, which %s names,".formatted(ShownAddress.origin(address), service.name()),
                credentials,
                service.loginHint());
        HttpCall plain = HttpCall.get(address);
        HttpCall call = credentials instanceof Credentials.Basic
                ? plain.with("Authorization", credentials.header().orElseThrow())
                : plain;
        JsonObject answer = issuer.json(transport.call(call));
        String what = "the answer of " + issuer.name();
        String token = Descriptor.text(answer, "token", what)
                .or(() -> Descriptor.text(answer, "access_token", what))
                .orElseThrow(() -> new RemoteFailure(
                        Kind.INTEGRITY, what + " has no token, but one is required; see the registry's settings"));
        try {
            return Credentials.bearer(token);
        } catch (IllegalArgumentException e) {
            throw new RemoteFailure(Kind.INTEGRITY, what + ": " + e.getMessage(), e);
        }
    }

    private URI tokenAddress(Challenge challenge) {
        ImmutableMap.Builder<String, String> query = ImmutableMap.builder();
        challenge.parameter("service").ifPresent(value -> query.put("service", value));
        challenge.parameter("scope").ifPresent(value -> query.put("scope", value));
        String realm = challenge.parameter("realm").orElse("");
        String text = UrlText.query(query.buildOrThrow());
        String separated = realm.contains("?") ? text.replaceFirst("^\\?", "&") : text;
        return SafeAddress.parse(registry, realm + separated, "the token service that the registry names");
    }

    /** For a failure that stays. */
    CannotJudgeException failure(HttpAnswer answer) {
        return service.failure(answer);
    }
}
