package dev.modelgate.eval.report;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.InputFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A report and its case file. Both grow under other names and take their own in {@link #commit}, the report last: a
 * run that fails or is killed leaves no half, and no report beside cases of another run.
 */
public final class ReportFiles implements AutoCloseable {

    private final Path report;
    private final Path cases;
    private final Path growingReport;
    private final Path growingCases;
    private final BufferedWriter caseLines;

    private ReportFiles(Path report) throws IOException {
        this.report = report;
        this.cases = report.resolveSibling(caseName(report));
        String suffix = "." + UUID.randomUUID() + ".tmp";
        this.growingReport = report.resolveSibling("." + report.getFileName() + suffix);
        this.growingCases = report.resolveSibling("." + cases.getFileName() + suffix);
        this.caseLines = Files.newBufferedWriter(growingCases, StandardOpenOption.CREATE_NEW);
    }

    /**
     * Begins to write, without touching what is there.
     *
     * @throws CannotJudgeException where the directory is missing or not writable, or the name is a directory's
     */
    public static ReportFiles begin(Path report) {
        Path absolute = report.toAbsolutePath();
        if (Files.isDirectory(absolute) || absolute.getFileName() == null) {
            throw new CannotJudgeException(
                    "the output %s is a directory, but a file is required; name the report's file".formatted(report));
        }
        InputFiles.requireNothingElse(absolute);
        try {
            return new ReportFiles(absolute);
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "the output %s cannot be written (%s: %s); create its directory and check the permissions"
                            .formatted(report, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    /** Where the report will be. */
    public Path report() {
        return report;
    }

    /** Where the cases will be: {@code candidate_eval.json} has them in {@code candidate_eval_cases.jsonl}. */
    public Path cases() {
        return cases;
    }

    public void append(CaseLine line) {
        append(line.toJson());
    }

    /** A case as the report's format has it. */
    public void append(JsonObject line) {
        try {
            caseLines.write(PrettyJson.line(line));
            caseLines.write('\n');
        } catch (IOException e) {
            throw unwritable(cases, e);
        }
    }

    /** Puts both files in place. */
    public void commit(JsonObject reportJson) {
        try {
            caseLines.close();
            Files.writeString(growingReport, PrettyJson.indented(reportJson), StandardCharsets.UTF_8);
            sync(growingCases);
            sync(growingReport);
            // An older report must not stand beside these cases, not even for the moment between two renames.
            Files.deleteIfExists(report);
            Files.move(growingCases, cases, StandardCopyOption.ATOMIC_MOVE);
            Files.move(growingReport, report, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(report, e);
        }
    }

    /** Drops what was not committed. */
    @Override
    public void close() {
        try {
            try {
                caseLines.close();
            } finally {
                Files.deleteIfExists(growingCases);
                Files.deleteIfExists(growingReport);
            }
        } catch (IOException e) {
            throw unwritable(report, e);
        }
    }

    private static String caseName(Path report) {
        String name = report.getFileName().toString();
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return stem + "_cases.jsonl";
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static CannotJudgeException unwritable(Path file, IOException e) {
        return new CannotJudgeException(
                "%s could not be written (%s: %s); check the space and permissions there"
                        .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
