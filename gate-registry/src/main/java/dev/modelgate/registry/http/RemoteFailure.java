package dev.modelgate.registry.http;

import dev.modelgate.core.CannotJudgeException;

/** A server could not be asked, or its answer cannot be used. Always "could not judge", never a refusal. */
public final class RemoteFailure extends CannotJudgeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What went wrong, for callers that go on differently. */
    public enum Kind {
        /** The server says that there is no such thing. */
        NOT_FOUND,
        /** The server does not let us: credentials, rights, or the name under which it was called. */
        UNAUTHORISED,
        /** The server says that the request is wrong (another 4xx), or sends us elsewhere (3xx). */
        REJECTED,
        /** The server failed (5xx), or is too busy (429). */
        SERVER_ERROR,
        /** No connection was had. */
        UNREACHABLE,
        /** The answer did not come, or did not end, in time. */
        TIMEOUT,
        /** What came is not what was promised: cut, changed, of another size or digest, or not of this protocol. */
        INTEGRITY,
        /** A name that may not be written to a path or sent to the server. */
        UNSAFE_NAME
    }

    public RemoteFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public RemoteFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
