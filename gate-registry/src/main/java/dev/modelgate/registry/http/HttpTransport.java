package dev.modelgate.registry.http;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls, and tries again what may succeed the next time.
 *
 * <p>HTTP/1.1 always: the JDK's default asks for an upgrade to HTTP/2, at which a real MLflow server answers a PUT
 * with 200 and stores an empty file. Redirects are never followed: they would carry credentials to where the server
 * says. There are no cookies. Safe for use by several threads.
 */
public final class HttpTransport {

    /** The longest answer that is kept in memory. */
    public static final int MAX_BODY = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    private final HttpClient client;
    private final HttpSettings settings;
    private final Retries retries;

    public HttpTransport(HttpSettings settings, Waiting waiting) {
        this.settings = settings;
        this.retries = new Retries(settings, waiting);
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(settings.connect())
                .build();
    }

    public HttpSettings settings() {
        return settings;
    }

    /**
     * A call whose answer is small.
     *
     * @return the last answer, whatever its status
     * @throws RemoteFailure where none came: unreachable, too late, too long, or cut off
     */
    public HttpAnswer call(HttpCall call) {
        return repeat(call, settings.forCall(), MemorySink.atMost(MAX_BODY));
    }

    /**
     * Sends a payload of any size; the answer is small.
     *
     * @throws RemoteFailure as in {@link #call}
     */
    public HttpAnswer upload(HttpCall call) {
        long size = call.payload().map(Payload::size).orElse(0L);
        return repeat(call, settings.forTransfer(size), MemorySink.atMost(MAX_BODY));
    }

    /**
     * Takes the body of a success, of any size, into a sink. The body of any other answer is in the answer.
     *
     * @param size expected, in bytes: it sets the time granted
     * @throws RemoteFailure as in {@link #call}
     */
    public HttpAnswer download(HttpCall call, long size, Sink sink) {
        return repeat(call, settings.forTransfer(size), sink);
    }

    private HttpAnswer repeat(HttpCall call, Deadline deadline, Sink sink) {
        for (int tries = 1; ; tries++) {
            Optional<Duration> pause;
            try {
                HttpAnswer answer = new Exchange(call, deadline, sink).run(client);
                pause = retries.pauseAfter(answer, tries);
                if (pause.isEmpty()) {
                    return answer;
                }
                LOG.debug("{} answered {}; asking again in {}", call, answer.status(), pause.get());
            } catch (IOException e) {
                pause = retries.pauseAfter(e, call, tries);
                if (pause.isEmpty()) {
                    throw Failures.of(call, e, tries);
                }
                LOG.debug("{} failed ({}); asking again in {}", call, e.toString(), pause.get());
            } catch (InterruptedException e) {
                throw interrupted(call, e);
            }
            retries.rest(call, pause.get());
        }
    }

    static CannotJudgeException interrupted(HttpCall call, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CannotJudgeException(call.shown() + " was interrupted; start the command again", e);
    }
}
