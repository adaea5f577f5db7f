package dev.modelgate.registry.sign.dsse;

import dev.modelgate.core.policy.ReasonCode;

/**
 * A signed document is not of the form that its kind demands, or contradicts itself. The message is a clause that
 * goes on from the document's name: {@code its 'payload' is …, but … is required}.
 */
public final class MalformedSignatureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ReasonCode code;

    public MalformedSignatureException(String message) {
        this(ReasonCode.SIGNATURE_BAD, message);
    }

    public MalformedSignatureException(ReasonCode code, String message) {
        super(message);
        this.code = code;
    }

    public ReasonCode code() {
        return code;
    }
}
