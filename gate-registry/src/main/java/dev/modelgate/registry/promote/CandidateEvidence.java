package dev.modelgate.registry.promote;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.identity.ContentSize;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict.CandidateRef;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.registry.sign.SignedReport;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The candidate's report and cases that a verdict names by digest, or why they do not serve. */
record CandidateEvidence(
        Optional<Evidence> evidence,
        Optional<Exhibit> report,
        Optional<Exhibit> cases,
        Optional<Exhibit> signature,
        ImmutableList<Reason> reasons) {

    private static final String ARTIFACT_BYTES = "artifact.bytes";

    /** Of a promotion whose verdict is missing or not to be believed: nobody says what it rests on. */
    static final CandidateEvidence NONE = new CandidateEvidence(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), ImmutableList.of());

    static CandidateEvidence find(CandidateRef named, EvidenceFinder finder, SignedReport.Demand demand)
            throws IOException {
        Optional<Exhibit> report = finder.find(named.sha256(), DocumentPath.report(named.sha256()));
        Optional<Exhibit> cases = Optional.empty();
        ImmutableList.Builder<Reason> reasons = ImmutableList.builder();
        if (report.isEmpty()) {
            reasons.add(missing("report", named.sha256(), finder));
        }
        if (named.casesSha256().isPresent()) {
            String sha256 = named.casesSha256().get();
            cases = finder.find(sha256, DocumentPath.cases(sha256));
            if (cases.isEmpty()) {
                reasons.add(missing("case file", sha256, finder));
            }
        }
        ImmutableList<Reason> absent = reasons.build();
        return absent.isEmpty()
                ? read(report.orElseThrow(), cases).signed(finder, demand)
                : new CandidateEvidence(Optional.empty(), report, cases, Optional.empty(), absent);
    }

    /** With the signature that counts, or why none does. Where signatures are not demanded, none is looked for. */
    private CandidateEvidence signed(EvidenceFinder finder, SignedReport.Demand demand) throws IOException {
        if (evidence.isEmpty() || demand.trust().unsignedCounts()) {
            return this;
        }
        ImmutableList<Exhibit> found = finder.signatures(evidence.get().sha256());
        Optional<Exhibit> counting = found.stream()
                .filter(exhibit -> objection(ImmutableList.of(exhibit), demand).isEmpty())
                .findFirst();
        Optional<Reason> objection = counting.isPresent() ? Optional.empty() : objection(found, demand);
        return new CandidateEvidence(
                evidence,
                report,
                cases,
                counting,
                Stream.concat(reasons.stream(), objection.stream()).collect(ImmutableList.toImmutableList()));
    }

    private Optional<Reason> objection(List<Exhibit> envelopes, SignedReport.Demand demand) {
        return SignedReport.objection(
                evidence.orElseThrow(),
                envelopes.stream()
                        .flatMap(exhibit -> SignedReport.decode(exhibit.bytes()).stream())
                        .toList(),
                demand);
    }

    private static CandidateEvidence read(Exhibit report, Optional<Exhibit> cases) {
        String name = "the candidate report " + report.sha256();
        boolean namesCases = JsonShape.optional(JsonReader.readObject(report.bytes(), name), "cases")
                .isPresent();
        if (namesCases != cases.isPresent()) {
            Reason reason = new Reason(
                    ReasonCode.EVIDENCE_MISMATCH,
                    "%s %s cases, but the verdict %s their digest; judge again and use that verdict"
                            .formatted(name, namesCases ? "names" : "has no", namesCases ? "lacks" : "has"));
            return new CandidateEvidence(
                    Optional.empty(), Optional.of(report), cases, Optional.empty(), ImmutableList.of(reason));
        }
        Evidence evidence = ReportReader.read(
                report.bytes(), name, file -> cases.orElseThrow().content().openStream());
        return new CandidateEvidence(
                Optional.of(evidence), Optional.of(report), cases, Optional.empty(), ImmutableList.of());
    }

    /** Why the size that the report states does not serve: it follows from the identity, so it cannot be another. */
    ImmutableList<Reason> sizeOf(Optional<StoredEntry> entry) {
        Optional<BigDecimal> stated =
                evidence.map(found -> found.report().numbers().get(ARTIFACT_BYTES));
        if (stated.isEmpty() || entry.isEmpty()) {
            return ImmutableList.of();
        }
        BigInteger size = ContentSize.of(entry.get().entry().document());
        return stated.get().compareTo(new BigDecimal(size)) == 0
                ? ImmutableList.of()
                : ImmutableList.of(new Reason(
                        ReasonCode.INTEGRITY_BROKEN,
                        "the candidate report says that '%s' is %s, but model %s has %s bytes; evaluate again with 'gate eval --bundle'"
                                .formatted(
                                        ARTIFACT_BYTES,
                                        stated.get().toPlainString(),
                                        entry.get().entry().sha(),
                                        size)));
    }

    private static Reason missing(String what, String sha256, EvidenceFinder finder) {
        return new Reason(
                ReasonCode.EVIDENCE_MISMATCH,
                ("no file with the digest %s, the candidate's %s, was found in %s, but the verdict rests on it;"
                                + " keep it beside"
                                + " the verdict, unchanged, or name its folder with --evidence")
                        .formatted(sha256, what, finder.places()));
    }
}
