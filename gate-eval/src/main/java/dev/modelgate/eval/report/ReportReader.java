package dev.modelgate.eval.report;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Reads an evaluation report ({@code modelgate.eval/v1}) and the case file that it names, with the digests of both.
 */
public final class ReportReader {

    public static final String SCHEMA = "modelgate.eval/v1";

    /** A longer report is none: the cases stand in their own file, which is read line by line. */
    public static final int MAX_BYTES = 32 << 20;

    private static final String ADVICE = "keep the cases in the file that 'cases' names, and figures in the report";

    private ReportReader() {}

    /** Opens the case file that a report names, by the name in the report. */
    @FunctionalInterface
    public interface CaseFiles {
        InputStream open(String name) throws IOException;
    }

    /**
     * Reads a report and, beside it, its cases.
     *
     * @throws CannotJudgeException where either is missing, malformed or contradicts itself: file, line, column
     */
    public static Evidence read(Path file) {
        return read(InputFiles.bytes(file, MAX_BYTES, ADVICE), file.toString(), cases -> beside(file, cases));
    }

    /** Reads a report from bytes that came from {@code name}, with cases from wherever those bytes came. */
    public static Evidence read(byte[] bytes, String name, CaseFiles caseFiles) {
        if (bytes.length > MAX_BYTES) {
            throw InputFiles.tooLong(name, MAX_BYTES, ADVICE);
        }
        JsonObject source = source(bytes, name);
        EvalReport report = ReportFields.of(source, name).report();
        ErrorCases.requireAgreement(source, name);
        String sha256 = Sha256.hex(bytes);
        Optional<JsonValue> cases = JsonShape.optional(source, "cases");
        if (cases.isEmpty()) {
            return new Evidence(report, sha256, Optional.empty());
        }
        return withCases(report, sha256, JsonShape.text(cases.get(), name + ": 'cases'"), name, caseFiles);
    }

    private static JsonObject source(byte[] bytes, String name) {
        JsonObject source = JsonReader.readObject(bytes, name);
        Optional<JsonValue> schema = JsonShape.optional(source, "schema");
        if (schema.isPresent()
                && !JsonShape.text(schema.get(), name + ": 'schema'").equals(SCHEMA)) {
            throw new CannotJudgeException("%s%s: the schema is '%s', but '%s' is the version understood; convert it"
                    .formatted(name, schema.get().place(), JsonShape.text(schema.get(), name), SCHEMA));
        }
        return source;
    }

    private static Evidence withCases(
            EvalReport report, String sha256, String caseFile, String name, CaseFiles caseFiles) {
        String caseName = "the case file '%s' of %s".formatted(caseFile, name);
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(caseFiles.open(caseFile), digest)) {
            ImmutableList<CaseResult> cases = CaseReader.read(in, caseName);
            CaseCounts.requireAgreement(report, cases, caseName);
            EvalReport whole = new EvalReport(
                    report.modelSha(),
                    report.suite(),
                    report.stage(),
                    report.evalSetDvcHash(),
                    report.evalSetSha256(),
                    report.buckets(),
                    report.numbers(),
                    Optional.of(cases),
                    report.source());
            return new Evidence(whole, sha256, Optional.of(Sha256.finish(digest)));
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); put it beside the report".formatted(caseName, e.getMessage()), e);
        }
    }

    /** Only files beside or below the report: a report must not make the gate read anything else. */
    private static InputStream beside(Path report, String caseFile) throws IOException {
        Path relative = InputFiles.path(caseFile);
        Path directory = report.toAbsolutePath().resolveSibling("");
        Path found = directory.resolve(relative).normalize();
        if (relative.isAbsolute() || !found.startsWith(directory)) {
            throw outside(report, caseFile);
        }
        InputStream in = InputFiles.open(found);
        if (!found.toRealPath().startsWith(directory.toRealPath())) {
            in.close();
            throw outside(report, caseFile);
        }
        return in;
    }

    private static CannotJudgeException outside(Path report, String caseFile) {
        return new CannotJudgeException(
                "%s: 'cases' is '%s', which lies outside the report's directory; put the case file beside the report"
                        .formatted(report, caseFile));
    }
}
