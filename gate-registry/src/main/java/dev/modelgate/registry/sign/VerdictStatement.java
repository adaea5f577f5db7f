package dev.modelgate.registry.sign;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.verdict.VerdictCodec;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import dev.modelgate.registry.sign.dsse.InTotoStatement;
import dev.modelgate.registry.sign.dsse.MalformedSignatureException;

/**
 * A verdict as the predicate of an in-toto statement. The subject is the judged model: its canonical SHA is the
 * SHA-256 of its canonical document, so any in-toto verifier checks it against that file.
 */
final class VerdictStatement {

    static final String PREDICATE = "https://modelgate.dev/verdict/v1";

    private VerdictStatement() {}

    /**
     * The statement's bytes.
     *
     * @throws CannotJudgeException where the verdict names no model: a statement about nothing could be shown for
     *     anything
     */
    static byte[] encode(Verdict verdict) {
        String sha = verdict.modelSha()
                .map(hex -> new CanonicalSha(hex).hex())
                .orElseThrow(
                        () -> new CannotJudgeException("the verdict names no model, but only a verdict about a model"
                                + " can be signed; evaluate with --bundle and judge again"));
        return new InTotoStatement(sha, sha, PREDICATE, VerdictCodec.encode(verdict)).bytes();
    }

    /** @throws MalformedSignatureException where it holds no verdict, or one about another model than its subject */
    static Verdict decode(DsseEnvelope envelope) {
        InTotoStatement statement = InTotoStatement.decode(envelope, PREDICATE);
        Verdict verdict = verdict(statement.predicate());
        if (!verdict.modelSha().filter(statement.sha256()::equals).isPresent()) {
            throw new MalformedSignatureException(
                    ReasonCode.SUBJECT_MISMATCH,
                    "its subject is model '%s', but the verdict in it is about model '%s'"
                            .formatted(statement.sha256(), verdict.modelSha().orElse("none")));
        }
        return verdict;
    }

    private static Verdict verdict(JsonObject predicate) {
        try {
            return VerdictCodec.decode(predicate, "predicate");
        } catch (CannotJudgeException e) {
            throw new MalformedSignatureException("its predicate is no verdict: " + e.getMessage());
        }
    }
}
