package dev.modelgate.registry.baseline;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.EvidenceDigests;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.registry.state.RegistryView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A baseline that could be committed: a report, with its cases in a file beside it.
 *
 * @param source where it comes from, for people
 * @param cases the case file's bytes; empty where the report has none
 */
public record ProposedBaseline(String source, EvalReport report, JsonObject document, Optional<byte[]> cases) {

    /**
     * The report that a release was promoted by, from the registry's evidence.
     *
     * @param version the release; empty for the one that is live
     * @throws CannotJudgeException where there is no such release, or its evidence is gone
     */
    public static ProposedBaseline ofRelease(RegistryView view, Optional<SemverTag> version) throws IOException {
        LivePointer release = release(view, version).orElseThrow(() -> new CannotJudgeException(absent(version)));
        Event event = view.event(release.promotedSeq()).orElseThrow();
        EvidenceDigests evidence = ((EventBody.Promoted) event.body()).evidence();
        byte[] report = view.evidence(DocumentPath.report(evidence.report()));
        Optional<byte[]> cases = evidence.cases().isPresent()
                ? Optional.of(view.evidence(DocumentPath.cases(evidence.cases().get())))
                : Optional.empty();
        return of("release " + release, report, cases);
    }

    private static String absent(Optional<SemverTag> version) {
        return version.map(tag -> "no release %s is in the registry; 'gate registry list' shows what is".formatted(tag))
                .orElse("nothing is live, but a baseline is proposed from what was promoted; name a report with"
                        + " --report");
    }

    /** A report from a file, where nothing was promoted yet. */
    public static ProposedBaseline ofFile(Path file) {
        ReportReader.read(file);
        byte[] report = InputFiles.bytes(file);
        Optional<JsonValue> cases = JsonShape.optional(JsonReader.readObject(report, file.toString()), "cases");
        return of(
                file.toString(),
                report,
                cases.map(name -> InputFiles.bytes(file.toAbsolutePath()
                        .resolveSibling(InputFiles.path(JsonShape.text(name, file + ": 'cases'"))))));
    }

    private static ProposedBaseline of(String source, byte[] report, Optional<byte[]> cases) {
        EvalReport read = ReportReader.read(
                        report,
                        source,
                        name -> new ByteArrayInputStream(
                                cases.orElseThrow(() -> new IOException("the registry has no cases of it"))))
                .report();
        if (read.buckets().isEmpty()) {
            throw new CannotJudgeException(
                    "%s has no buckets, but a baseline needs at least one; choose another".formatted(source));
        }
        return new ProposedBaseline(source, read, JsonReader.readObject(report, source), cases);
    }

    private static Optional<LivePointer> release(RegistryView view, Optional<SemverTag> version) throws IOException {
        if (version.isEmpty()) {
            return view.live();
        }
        try (Stream<LivePointer> releases = view.releases()) {
            return releases.filter(release -> release.semver().equals(version.get()))
                    .reduce((first, last) -> last);
        }
    }

    /** The name of the case file beside a baseline of that name. */
    public static Path casesBeside(Path baseline) {
        String name = String.valueOf(baseline.getFileName());
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
        return baseline.resolveSibling(stem + "_cases.jsonl");
    }

    /** Writes the cases first: a baseline never names a file that is not there. */
    public void write(Path baseline) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>(document.members());
        if (cases.isPresent()) {
            Path file = casesBeside(baseline);
            replace(file, cases.get());
            members.put("cases", JsonString.of(String.valueOf(file.getFileName())));
        }
        replace(baseline, PrettyJson.indented(JsonObject.of(members)).getBytes(StandardCharsets.UTF_8));
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path growing = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.write(growing, bytes);
            Files.move(growing, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(growing);
        }
    }
}
