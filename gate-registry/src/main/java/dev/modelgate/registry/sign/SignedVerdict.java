package dev.modelgate.registry.sign;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.registry.sign.dsse.ByteText;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import dev.modelgate.registry.sign.dsse.SigstoreBundle;
import java.io.IOException;

/**
 * A verdict with its signature, to be written in either of two forms with the same content: the bare envelope, and the
 * Sigstore bundle that foreign verifiers read.
 */
public final class SignedVerdict {

    private final DsseEnvelope envelope;

    private SignedVerdict(DsseEnvelope envelope) {
        this.envelope = envelope;
    }

    /**
     * Signs a verdict.
     *
     * @throws CannotJudgeException where the verdict names no model, or the signer gave something else than its key's
     *     signature
     * @throws IOException where the signer is out of reach
     */
    public static SignedVerdict of(Verdict verdict, VerdictSigner signer) throws IOException {
        byte[] payload = VerdictStatement.encode(verdict);
        Seal seal = Seal.of(DsseEnvelope.IN_TOTO, payload, signer);
        return new SignedVerdict(new DsseEnvelope(
                DsseEnvelope.IN_TOTO,
                ByteText.of(payload),
                seal.signature(),
                seal.key().hex()));
    }

    /** The DSSE envelope, as JSON with a final newline. */
    public String envelope() {
        return PrettyJson.indented(envelope.json());
    }

    /** The Sigstore bundle, as JSON with a final newline. */
    public String bundle() {
        return PrettyJson.indented(new SigstoreBundle(envelope, envelope.keyId()).json());
    }
}
