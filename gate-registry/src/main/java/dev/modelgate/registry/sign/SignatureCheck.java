package dev.modelgate.registry.sign;

import dev.modelgate.core.trust.Authenticity;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import dev.modelgate.registry.sign.dsse.MalformedSignatureException;
import java.time.Instant;
import java.util.Optional;

/** One signed verdict before one registry's trust: first the signature, then the words. */
record SignatureCheck(DsseEnvelope envelope, Optional<KeyId> hint, Trust trust) {

    /** @throws MalformedSignatureException where the signature does not fit, or what it covers is no verdict */
    Authenticity authenticity(Instant usedAt) {
        envelope.requireType(DsseEnvelope.IN_TOTO);
        if (hint.isPresent() && trust.key(hint.get()).isEmpty()) {
            return unknown(hint.get());
        }
        TrustedKey signer = signer();
        Verdict verdict = statement();
        return invalidAt(signer, verdict.createdAt(), "the verdict was made at")
                .or(() -> invalidAt(signer, usedAt, "it is used at"))
                .<Authenticity>map(why -> new Authenticity.UnknownKey(verdict, signer.id(), why))
                .orElseGet(() -> new Authenticity.Valid(verdict, signer.id()));
    }

    private Authenticity unknown(KeyId key) {
        return new Authenticity.UnknownKey(
                statement(),
                key,
                "the verdict is signed by key %s, but the registry's trust.json does not have it; sign with a trusted key"
                        .formatted(key));
    }

    /** The trusted key whose signature it is: the one hinted at, else whichever fits. */
    TrustedKey signer() {
        byte[] message = envelope.signedBytes();
        byte[] signature = envelope.signature().bytes();
        return trust.keys().stream()
                .filter(key -> hint.isEmpty() || hint.get().equals(key.id()))
                .filter(key -> Ed25519.verifies(Ed25519.publicKey(key.key()), message, signature))
                .findFirst()
                .orElseThrow(this::fitsNone);
    }

    private MalformedSignatureException fitsNone() {
        return new MalformedSignatureException(hint.map(key -> "its signature does not fit key %s".formatted(key)
                        + ": its content was edited, or another key signed it")
                .orElse("it names no key, and its signature fits none of the %d trusted ones"
                        .formatted(trust.keys().size())));
    }

    private Verdict statement() {
        return VerdictStatement.decode(envelope);
    }

    static Optional<String> invalidAt(TrustedKey key, Instant at, String when) {
        return key.isValidAt(at)
                ? Optional.empty()
                : Optional.of("it is signed by key %s ('%s'), which is valid %s, but %s %s; sign with a valid key"
                        .formatted(key.id(), key.name(), key.validity(), when, at));
    }
}
