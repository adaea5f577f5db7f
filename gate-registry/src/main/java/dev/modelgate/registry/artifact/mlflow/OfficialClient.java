package dev.modelgate.registry.artifact.mlflow;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.HttpAnswer;
import dev.modelgate.registry.http.HttpCall;
import dev.modelgate.registry.http.Payload;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import dev.modelgate.registry.http.UrlText;
import java.lang.reflect.Field;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow_project.apachehttp.Header;
import org.mlflow_project.apachehttp.HttpException;
import org.mlflow_project.apachehttp.HttpResponse;
import org.mlflow_project.apachehttp.impl.client.CloseableHttpClient;
import org.mlflow_project.apachehttp.impl.client.HttpClientBuilder;
import org.mlflow_project.apachehttp.protocol.HttpContext;

/**
 * MLflow's own Java client, for {@code runs/get} and {@code runs/search} alone.
 *
 * <p>It has no timeout, sends what failed three times at once, and deadlocks on a 429 with a body; its artifact
 * methods start a Python. So each call has a client of its own, on a thread that may hang, and its answer is taken as
 * text: its types read a status they do not know as RUNNING, and have no logged models.
 *
 * <p>Left to itself it follows redirects to any host and takes the login along, and offers no setting against that. So
 * it is given a transport that follows none, and without one it sends nothing.
 */
final class OfficialClient {

    private static final int THREADS = 4;

    private final MlflowServer server;
    private final BoundedCalls calls;

    OfficialClient(MlflowServer server, Duration deadline) {
        this.server = server;
        this.calls = new BoundedCalls(THREADS, deadline);
    }

    /** {@code runs/get}: the answer, whatever its status. */
    HttpAnswer getRun(String id) {
        String path = "runs/get?run_id=" + UrlText.encode(id);
        return run(HttpCall.get(server.at("/api/2.0/mlflow/runs/get")), client -> client.sendGet(path));
    }

    /** {@code runs/search}: the answer, whatever its status. */
    HttpAnswer searchRuns(String json) {
        Payload payload = Payload.of(json.getBytes(StandardCharsets.UTF_8));
        return run(
                HttpCall.post(server.at("/api/2.0/mlflow/runs/search"), payload),
                client -> client.sendPost("runs/search", json));
    }

    /** Threads that do not hang. */
    @VisibleForTesting
    int freeThreads() {
        return calls.free();
    }

    private HttpAnswer run(HttpCall call, Function<MlflowClient, String> request) {
        MlflowClient client = withTransport(new MlflowClient(creds()));
        try {
            String body = calls.run(
                    call.shown(),
                    () -> {
                        try (client) {
                            return request.apply(client);
                        }
                    },
                    client::close);
            return HttpAnswer.of(call, 200, body.getBytes(StandardCharsets.UTF_8));
        } catch (ExecutionException e) {
            return answerOf(call, e);
        }
    }

    /**
     * The client takes a transport from nobody, but makes its own only where it has none yet. A later version that
     * keeps it elsewhere must not send a login by a transport that we do not know.
     */
    private static MlflowClient withTransport(MlflowClient client) {
        try {
            Field caller = MlflowClient.class.getDeclaredField("httpCaller");
            caller.setAccessible(true);
            Object sender = caller.get(client);
            Field transport = sender.getClass().getDeclaredField("httpClient");
            transport.setAccessible(true);
            transport.set(sender, transport());
            return client;
        } catch (ReflectiveOperationException | RuntimeException e) {
            client.close();
            throw new CannotJudgeException(
                    "the MLflow client on the class path is not the one of this release, but only of that one is it known that it takes no login to another host; use org.mlflow:mlflow-client 2.17.2",
                    e);
        }
    }

    private static CloseableHttpClient transport() {
        return HttpClientBuilder.create()
                .disableRedirectHandling()
                .disableCookieManagement()
                .addInterceptorLast((HttpResponse response, HttpContext context) -> requireNoRedirect(response))
                .build();
    }

    /** The client takes a redirect that was not followed for a success, and its page for the answer. */
    private static void requireNoRedirect(HttpResponse response) throws Redirected {
        int status = response.getStatusLine().getStatusCode();
        if (status / 100 == 3) {
            throw new Redirected(status, Optional.ofNullable(response.getFirstHeader("Location")));
        }
    }

    /** The server sends us elsewhere. */
    private static final class Redirected extends HttpException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final ImmutableMap<String, String> headers;

        Redirected(int status, Optional<Header> location) {
            super("redirect");
            this.status = status;
            this.headers = location.map(header -> ImmutableMap.of("Location", header.getValue()))
                    .orElse(ImmutableMap.of());
        }
    }

    private static HttpAnswer answerOf(HttpCall call, ExecutionException e) {
        if (root(e) instanceof Redirected redirected) {
            return HttpAnswer.of(call, redirected.status, redirected.headers, new byte[0]);
        }
        if (e.getCause() instanceof MlflowHttpException http) {
            String body = http.getBodyMessage() == null ? "" : http.getBodyMessage();
            return HttpAnswer.of(call, http.getStatusCode(), body.getBytes(StandardCharsets.UTF_8));
        }
        if (isUnreachable(e)) {
            throw new RemoteFailure(
                    Kind.UNREACHABLE,
                    "%s found no connection (%s); check the address, and that the server runs"
                            .formatted(call.shown(), root(e).getMessage()),
                    e);
        }
        throw new RemoteFailure(
                Kind.INTEGRITY,
                "%s had no usable answer (%s); try again, or see the server's log"
                        .formatted(call.shown(), root(e).getMessage()),
                e);
    }

    private static boolean isUnreachable(Throwable failure) {
        Throwable root = root(failure);
        return root instanceof ConnectException || root instanceof UnknownHostException;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable next = root.getCause(); next != null; next = root.getCause()) {
            root = next;
        }
        return root;
    }

    private BasicMlflowHostCreds creds() {
        String host = server.base().toString();
        if (server.credentials() instanceof Credentials.Basic basic) {
            return new BasicMlflowHostCreds(host, basic.user(), basic.password());
        }
        if (server.credentials() instanceof Credentials.Bearer bearer) {
            return new BasicMlflowHostCreds(host, bearer.token());
        }
        return new BasicMlflowHostCreds(host);
    }
}
