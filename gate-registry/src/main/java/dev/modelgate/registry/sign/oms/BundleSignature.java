package dev.modelgate.registry.sign.oms;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.registry.sign.dsse.ByteText;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import dev.modelgate.registry.sign.dsse.MalformedSignatureException;
import dev.modelgate.registry.sign.dsse.SigstoreBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The signature of a whole bundle by OpenSSF Model Signing, made and checked. */
public final class BundleSignature {

    private BundleSignature() {}

    /**
     * Signs every file of a bundle but git's own.
     *
     * @param signature where the result will be written; left out where it lies in the bundle
     * @return the Sigstore bundle, as JSON with a final newline
     * @throws CannotJudgeException where the bundle cannot be read or holds nothing to sign
     */
    public static String sign(Path bundle, Path signature, EcdsaKey key) {
        Optional<String> inside = BundleManifest.inside(bundle, signature);
        ImmutableMap<String, String> digests = signable(bundle, inside);
        BundleStatement statement = new BundleStatement(name(bundle), digests);
        byte[] payload = statement.bytes(ignored(inside));
        byte[] signed = key.sign(DsseEnvelope.preAuthentication(DsseEnvelope.IN_TOTO, payload));
        DsseEnvelope envelope = new DsseEnvelope(DsseEnvelope.IN_TOTO, ByteText.of(payload), ByteText.of(signed), "");
        return PrettyJson.indented(new SigstoreBundle(envelope, hint(key.publicKey())).json());
    }

    /**
     * Checks a signature against the files that are there. Stricter than the tool: a file that the signature leaves
     * out, git's own excepted, makes it bad, for it would go live unproven.
     *
     * @throws CannotJudgeException where bundle or signature cannot be read
     * @throws IllegalArgumentException where the key is not on P-256
     */
    public static BundleAuthenticity check(Path bundle, Path signature, PublicKeyPem key) {
        EcdsaVerifier verifier = EcdsaVerifier.of(key);
        JsonObject document = JsonReader.readObject(InputFiles.bytes(signature), signature.toString());
        try {
            ImmutableMap<String, String> signed = signed(document, key, verifier);
            return BundleDifference.between(signed, found(bundle, signature))
                    .<BundleAuthenticity>map(
                            why -> bad(signature, why + "; fetch the bundle again, or have it signed as it is"))
                    .orElseGet(() -> new BundleAuthenticity.Valid(key.id(), signed.size()));
        } catch (MalformedSignatureException e) {
            return bad(signature, e.getMessage() + "; have the bundle signed again");
        }
    }

    private static ImmutableMap<String, String> signed(JsonObject document, PublicKeyPem key, EcdsaVerifier verifier) {
        SigstoreBundle sigstore = SigstoreBundle.decode(document);
        if (!sigstore.hint().isEmpty() && !sigstore.hint().equals(hint(key))) {
            throw new MalformedSignatureException(
                    "it was made with another key than %s (its hint is '%s', but '%s' is required)"
                            .formatted(key.id().abbreviated(), sigstore.hint(), hint(key)));
        }
        DsseEnvelope envelope = sigstore.envelope();
        if (!verifier.verifies(envelope.signedBytes(), envelope.signature().bytes())) {
            throw new MalformedSignatureException(
                    "its signature does not fit key %s: its content was edited, or another key signed it"
                            .formatted(key.id().abbreviated()));
        }
        return BundleStatement.decode(envelope).digests();
    }

    private static ImmutableMap<String, String> found(Path bundle, Path signature) {
        return ImmutableMap.copyOf(BundleManifest.of(bundle, BundleManifest.inside(bundle, signature))
                .digests());
    }

    private static ImmutableMap<String, String> signable(Path bundle, Optional<String> signature) {
        ImmutableMap.Builder<String, String> digests = ImmutableMap.builder();
        for (Map.Entry<String, String> file :
                BundleManifest.of(bundle, signature).digests().entrySet()) {
            if (!GitFiles.contain(file.getKey())) {
                digests.put(file);
            }
        }
        ImmutableMap<String, String> found = digests.buildOrThrow();
        if (found.isEmpty()) {
            throw new CannotJudgeException(
                    "%s holds no file to sign, but a bundle has at least one; name the directory that holds the model"
                            .formatted(bundle));
        }
        return found;
    }

    private static ImmutableList<String> ignored(Optional<String> signature) {
        return ImmutableList.<String>builder()
                .addAll(GitFiles.NAMES)
                .addAll(signature.stream().iterator())
                .build();
    }

    private static String name(Path bundle) {
        Path name = bundle.toAbsolutePath().normalize().getFileName();
        return name == null ? "bundle" : name.toString();
    }

    /** The tool names a key by the SHA-256 of its PEM, not of its DER. */
    private static String hint(PublicKeyPem key) {
        return Sha256.hex(key.text().getBytes(StandardCharsets.US_ASCII));
    }

    private static BundleAuthenticity bad(Path signature, String why) {
        return new BundleAuthenticity.Bad("the bundle's signature %s does not count: %s".formatted(signature, why));
    }
}
