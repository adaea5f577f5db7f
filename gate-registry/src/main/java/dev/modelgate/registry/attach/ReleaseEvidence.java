package dev.modelgate.registry.attach;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.EvidenceDigests;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.registry.artifact.oci.OciReferrers.Attachment;
import dev.modelgate.registry.sign.VerdictFile;
import dev.modelgate.registry.state.EventCodec;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a release was judged by, from the registry, in the form in which it is attached to the model's bundle.
 *
 * @param verdictType media type of the verdict, which tells how it is signed
 * @param verdict the verdict file
 * @param reports the candidate's and the baseline's report, each with its cases
 */
record ReleaseEvidence(String verdictType, ImmutableList<Attachment> verdict, ImmutableList<Attachment> reports) {

    static final String REPORT = "application/vnd.modelgate.report.v1+json";

    private static final String CASES = "application/vnd.modelgate.cases.v1+jsonl";

    /**
     * The evidence of a version's promotion.
     *
     * @throws CannotJudgeException where the registry lost a part of it
     */
    static ReleaseEvidence of(RegistryView view, SemverTag version) throws IOException {
        EvidenceDigests digests = promotion(view, version).evidence();
        byte[] verdict = view.evidence(DocumentPath.verdict(digests.verdict()));
        String type = VerdictFile.of(verdict, "the verdict of " + version).mediaType();
        ImmutableList.Builder<Attachment> reports = ImmutableList.builder();
        add(view, reports, "report.json", REPORT, Optional.of(DocumentPath.report(digests.report())));
        add(view, reports, "cases.jsonl", CASES, digests.cases().map(DocumentPath::cases));
        add(view, reports, "baseline.json", REPORT, Optional.of(DocumentPath.report(digests.baseline())));
        add(
                view,
                reports,
                "baseline_cases.jsonl",
                CASES,
                digests.baselineCases().map(DocumentPath::cases));
        return new ReleaseEvidence(
                type, ImmutableList.of(new Attachment("verdict.json", type, verdict)), reports.build());
    }

    private static EventBody.Promoted promotion(RegistryView view, SemverTag version) throws IOException {
        try (Stream<String> lines = view.lines()) {
            return lines.filter(line -> line.contains(version.text()))
                    .map(line -> EventCodec.decode(line, "an event of the registry"))
                    .map(Event::body)
                    .filter(EventBody.Promoted.class::isInstance)
                    .map(EventBody.Promoted.class::cast)
                    .filter(promoted -> promoted.semver().equals(version))
                    .findFirst()
                    .orElseThrow(() -> new CannotJudgeException(
                            "no event promoted %s, but its tag is there; run 'gate registry verify'"
                                    .formatted(version)));
        }
    }

    private static void add(
            RegistryView view,
            ImmutableList.Builder<Attachment> to,
            String name,
            String mediaType,
            Optional<DocumentPath> path)
            throws IOException {
        if (path.isPresent()) {
            to.add(new Attachment(name, mediaType, view.evidence(path.get())));
        }
    }
}
