package dev.modelgate.registry.http;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why no answer came, in words. */
final class Failures {

    private final HttpCall call;
    private final String tried;

    private Failures(HttpCall call, int tries) {
        this.call = call;
        this.tried = tries == 1 ? "" : ", %d times".formatted(tries);
    }

    /** The failure of the last of so many tries. */
    static CannotJudgeException of(HttpCall call, IOException e, int tries) {
        return new Failures(call, tries).of(e);
    }

    private CannotJudgeException of(IOException e) {
        if (e instanceof Exchange.Late) {
            return remote(Kind.TIMEOUT, "%s %s%s; try again, or see what keeps the server", e);
        }
        if (e instanceof Intake.SinkFailure) {
            return new CannotJudgeException(
                    "the answer to %s could not be written (%s); see whether the disk is full"
                            .formatted(call.shown(), e.getMessage()),
                    e);
        }
        if (e instanceof BodyTooLongException) {
            return remote(Kind.INTEGRITY, "the answer to %s is too long (%s)%s; see what the server sends", e);
        }
        if (Retries.isConnectFailure(e) || e instanceof SSLException) {
            return remote(
                    Kind.UNREACHABLE, "%s found no connection (%s)%s; check the address, and that the server runs", e);
        }
        return remote(Kind.INTEGRITY, "the answer to %s was cut off (%s)%s, but only a whole one counts; try again", e);
    }

    private RemoteFailure remote(Kind kind, String form, IOException e) {
        return new RemoteFailure(kind, form.formatted(call.shown(), reason(e), tried), e);
    }

    private static String reason(Throwable e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }
}
