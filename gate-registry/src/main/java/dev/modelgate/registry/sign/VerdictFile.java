package dev.modelgate.registry.sign;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.trust.Authenticity;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.verdict.VerdictCodec;
import dev.modelgate.eval.verdict.VerdictFiles;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import dev.modelgate.registry.sign.dsse.KeyHint;
import dev.modelgate.registry.sign.dsse.MalformedSignatureException;
import dev.modelgate.registry.sign.dsse.SigstoreBundle;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A verdict as it is handed in: bare, in a DSSE envelope or in a Sigstore bundle. What is in a signed one nobody
 * learns before its signature was looked at.
 */
public final class VerdictFile {

    private static final String MEDIA_TYPE = "application/vnd.modelgate.verdict.v1+json";

    private final byte[] bytes;
    private final String name;
    private final JsonObject document;

    private VerdictFile(byte[] bytes, String name) {
        this.bytes = bytes;
        this.name = name;
        this.document = JsonReader.readObject(bytes, name);
    }

    /**
     * Reads a file.
     *
     * @throws CannotJudgeException where it is missing or not a JSON object
     */
    public static VerdictFile read(Path file) {
        return new VerdictFile(InputFiles.bytes(file, VerdictFiles.MAX_BYTES, VerdictFiles.ADVICE), file.toString());
    }

    /** Takes bytes that came from {@code name}. */
    public static VerdictFile of(byte[] bytes, String name) {
        return new VerdictFile(bytes.clone(), name);
    }

    /** The file's bytes, to be kept as they are: a signature covers nothing else. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Digest of the file's bytes. */
    public String sha256() {
        return Sha256.hex(bytes);
    }

    /** What the file is, for those who keep it among other files; it proves nothing. */
    public String mediaType() {
        return isBundle() ? SigstoreBundle.MEDIA_TYPE : isEnvelope() ? DsseEnvelope.MEDIA_TYPE : MEDIA_TYPE;
    }

    /**
     * Looks at the signature.
     *
     * @param trust of the registry that the verdict is used in
     * @param usedAt when it is used. A key must be valid then and when the verdict says it was made; the first is the
     *     one that a thief of a retired key cannot choose
     * @throws CannotJudgeException where it is unsigned and no verdict
     */
    public Authenticity check(Trust trust, Instant usedAt) {
        try {
            return isBundle() ? bundle(trust, usedAt) : isEnvelope() ? envelope(trust, usedAt) : bare();
        } catch (MalformedSignatureException e) {
            return new Authenticity.Bad(new Reason(
                    e.code(),
                    "the signed verdict %s does not count: %s; use the file as the gate wrote it"
                            .formatted(name, e.getMessage())));
        }
    }

    /** Any trace of a signature makes it a signed one, so that a broken one cannot pass for unsigned. */
    private boolean isBundle() {
        return has("mediaType") || has("dsseEnvelope") || has("verificationMaterial");
    }

    private boolean isEnvelope() {
        return has("payload") || has("payloadType") || has("signatures");
    }

    private boolean has(String member) {
        return document.member(member).isPresent();
    }

    private Authenticity bundle(Trust trust, Instant usedAt) {
        SigstoreBundle bundle = SigstoreBundle.decode(document);
        return new SignatureCheck(bundle.envelope(), KeyHint.of(bundle), trust).authenticity(usedAt);
    }

    private Authenticity envelope(Trust trust, Instant usedAt) {
        DsseEnvelope envelope = DsseEnvelope.decode(document);
        return new SignatureCheck(envelope, KeyHint.of(envelope), trust).authenticity(usedAt);
    }

    private Authenticity bare() {
        return new Authenticity.Unsigned(VerdictCodec.decode(document, name));
    }
}
