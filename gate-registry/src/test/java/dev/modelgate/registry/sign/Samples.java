package dev.modelgate.registry.sign;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.trust.Pem;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.verdict.VerdictCodec;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** Verdicts, signers and trusts to sign and verify with. The keys are made anew in each run. */
final class Samples {

    static final Instant MADE = Instant.parse("2026-05-01T09:00:00Z");
    static final Instant USED = Instant.parse("2026-05-01T10:00:00Z");
    /** The model of spec/vectors/canonical-sha/basic. */
    static final String MODEL = "b0fabdaa583a499d570dc252e6944d41d7d041e1fcba6e4a2916faad96007a57";

    static final LocalSigner CI = signer();
    static final LocalSigner OTHER = signer();
    static final Trust TRUST = trust(false, key("ci", CI));

    private Samples() {}

    static LocalSigner signer() {
        return LocalSigner.of(Pem.text(
                Pem.PRIVATE_KEY,
                Ed25519.generate(new SecureRandom()).getPrivate().getEncoded()));
    }

    static Trust trust(boolean unsignedCounts, TrustedKey... keys) {
        return new Trust(unsignedCounts, ImmutableList.copyOf(keys), Optional.empty());
    }

    static TrustedKey key(String name, LocalSigner signer) {
        return new TrustedKey(name, signer.publicKey(), Optional.empty(), Optional.empty());
    }

    static Verdict verdict() {
        return verdict(Optional.of(MODEL));
    }

    static Verdict verdict(Optional<String> model) {
        Fraction required = Fraction.of(98, 100);
        Fraction found = Fraction.of(146, 150);
        return new Verdict(
                Decision.PASS,
                model.isPresent(),
                ImmutableList.of(),
                model,
                new Verdict.CandidateRef("c".repeat(64), Optional.of("d".repeat(64))),
                new Verdict.BaselineRef("e".repeat(64), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.of("f".repeat(64)),
                Verdict.POINT,
                Tolerance.DEFAULT,
                "0.1.0",
                MADE,
                Optional.of("https://ci.example/run/1?a=<b>"),
                ImmutableList.of(new BucketRow(
                        "tense.past – \"é😀\"",
                        BucketStatus.PASS,
                        Optional.of(required),
                        Optional.of(found),
                        Optional.of(found.minus(required)))),
                ImmutableList.of());
    }

    static String bare() {
        return PrettyJson.indented(VerdictCodec.encode(verdict()));
    }

    static VerdictFile file(String text) {
        return VerdictFile.of(text.getBytes(StandardCharsets.UTF_8), "v.json");
    }
}
