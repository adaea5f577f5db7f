package dev.modelgate.registry.sign;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.OutputFiles;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.registry.sign.dsse.ByteText;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import dev.modelgate.registry.sign.dsse.InTotoStatement;
import dev.modelgate.registry.sign.dsse.KeyHint;
import dev.modelgate.registry.sign.dsse.MalformedSignatureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The word of the job that evaluated: this model gave these answers. Whoever can write files can write a report with
 * all its cases, so only this tells a measured report from one that was made up. Signed are the digests of report and
 * cases, about the model as subject, in an envelope beside the report.
 */
public final class SignedReport {

    static final String PREDICATE = "https://modelgate.dev/report/v1";

    /** Of the file beside the report: {@code candidate_eval.json} has {@code candidate_eval.dsse.json}. */
    public static final String ENDING = ".dsse.json";

    private static final String REPORT = "report_sha256";
    private static final String CASES = "cases_sha256";
    private static final String CREATED_AT = "created_at";

    private final DsseEnvelope envelope;
    private final InTotoStatement statement;

    private SignedReport(DsseEnvelope envelope, InTotoStatement statement) {
        this.envelope = envelope;
        this.statement = statement;
    }

    /** What is demanded of a report: trusted keys, and when it is used. */
    public record Demand(Trust trust, Instant usedAt) {}

    /**
     * Signs a report that was just written, and writes the envelope beside it. Without a key, or where the report names
     * no model, an earlier run's envelope is removed: it is not about this report.
     *
     * @return the envelope's file, where it was signed
     * @throws CannotJudgeException where a file cannot be read or written
     * @throws IOException where the signer is out of reach
     */
    public static Optional<Path> write(Path report, Optional<? extends VerdictSigner> signer, Instant at)
            throws IOException {
        Path file = SignedFiles.beside(report, ENDING);
        Evidence evidence = ReportReader.read(report);
        Optional<String> model = evidence.report().modelSha();
        if (signer.isEmpty() || model.isEmpty()) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        String sha = new CanonicalSha(model.get()).hex();
        JsonObject predicate = JsonBuilder.object()
                .put(REPORT, evidence.sha256())
                .putOrNull(CASES, evidence.casesSha256())
                .put(CREATED_AT, at.toString())
                .build();
        byte[] payload = new InTotoStatement(sha, sha, PREDICATE, predicate).bytes();
        Seal seal = Seal.of(DsseEnvelope.IN_TOTO, payload, signer.get());
        DsseEnvelope envelope = new DsseEnvelope(
                DsseEnvelope.IN_TOTO,
                ByteText.of(payload),
                seal.signature(),
                seal.key().hex());
        OutputFiles.write(PrettyJson.indented(envelope.json()), file, "the signature of the report");
        return Optional.of(file);
    }

    /** Reads an envelope; empty for whatever holds no statement about a report. Nothing in it is believed yet. */
    public static Optional<SignedReport> decode(byte[] bytes) {
        try {
            DsseEnvelope envelope = DsseEnvelope.decode(JsonReader.readObject(bytes, "the envelope"));
            return Optional.of(new SignedReport(envelope, InTotoStatement.decode(envelope, PREDICATE)));
        } catch (CannotJudgeException | MalformedSignatureException e) {
            return Optional.empty();
        }
    }

    /** Whether it says of itself that it is about that report. */
    public boolean isAbout(String reportSha256) {
        return statement
                .predicate()
                .member(REPORT)
                .filter(JsonString.class::isInstance)
                .filter(said -> ((JsonString) said).text().equals(reportSha256))
                .isPresent();
    }

    /**
     * Why a report does not count; empty where one of the envelopes is a trusted key's word for just this report.
     *
     * @param signatures envelopes that say that they are about it
     */
    public static Optional<Reason> objection(Evidence report, List<SignedReport> signatures, Demand demand) {
        if (demand.trust().unsignedCounts()) {
            return Optional.empty();
        }
        ImmutableList<Optional<Reason>> objections = signatures.stream()
                .map(signature -> signature.objection(report, demand))
                .collect(ImmutableList.toImmutableList());
        if (objections.contains(Optional.<Reason>empty())) {
            return Optional.empty();
        }
        return objections.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Optional.of(new Reason(
                        ReasonCode.SIGNATURE_MISSING,
                        "the candidate report %s is not signed, but this registry's trust.json demands signatures; evaluate with GATE_SIGNING_KEY set to a trusted key, and keep the '%s' file beside the report"
                                .formatted(report.sha256(), ENDING))));
    }

    private Optional<Reason> objection(Evidence report, Demand demand) {
        try {
            SignatureCheck check = new SignatureCheck(envelope, KeyHint.of(envelope), demand.trust());
            if (check.hint().isPresent()
                    && demand.trust().key(check.hint().get()).isEmpty()) {
                return Optional.of(new Reason(
                        ReasonCode.KEY_UNKNOWN,
                        "the candidate report is signed by key %s, but the registry's trust.json does not have it; evaluate with a trusted key"
                                .formatted(check.hint().get())));
            }
            TrustedKey key = check.signer();
            return mismatch(report)
                    .or(() -> SignatureCheck.invalidAt(key, createdAt(), "the report was signed at")
                            .or(() -> SignatureCheck.invalidAt(key, demand.usedAt(), "it is used at"))
                            .map(why -> new Reason(ReasonCode.KEY_UNKNOWN, why)));
        } catch (MalformedSignatureException e) {
            return Optional.of(new Reason(
                    e.code(),
                    "the signature of the candidate report does not count: %s; use the files as the gate wrote them"
                            .formatted(e.getMessage())));
        }
    }

    private Optional<Reason> mismatch(Evidence report) {
        boolean same = digest(REPORT).equals(Optional.of(report.sha256()))
                && digest(CASES).equals(report.casesSha256())
                && report.report().modelSha().equals(Optional.of(statement.sha256()));
        return same
                ? Optional.empty()
                : Optional.of(
                        new Reason(
                                ReasonCode.SIGNATURE_BAD,
                                "the signature of the candidate report is about another model, report or case file; use the files as the gate wrote them"));
    }

    private Optional<String> digest(String key) {
        try {
            return fields().optionalText(key);
        } catch (CannotJudgeException e) {
            throw new MalformedSignatureException("its predicate is not one of a report: " + e.getMessage());
        }
    }

    private Instant createdAt() {
        try {
            return Instant.parse(fields().text(CREATED_AT));
        } catch (CannotJudgeException | DateTimeException e) {
            throw new MalformedSignatureException("its predicate does not say when it was signed: " + e.getMessage());
        }
    }

    private JsonFields fields() {
        return new JsonFields(statement.predicate(), "predicate");
    }
}
