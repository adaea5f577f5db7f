package dev.modelgate.eval.verdict;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.report.ReportReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A verdict file with the reports that it rests on, wherever they are. */
public final class ReviewFiles {

    private ReviewFiles() {}

    /**
     * Reads a verdict.
     *
     * @throws CannotJudgeException where the file is missing or no verdict that this version understands
     */
    public static Verdict verdict(Path file) {
        JsonObject source = JsonReader.readObject(
                InputFiles.bytes(file, VerdictFiles.MAX_BYTES, VerdictFiles.ADVICE), file.toString());
        if (source.member("payloadType").isPresent()) {
            throw new CannotJudgeException(
                    "%s is a signed envelope, but the bare verdict is required here; name the verdict's own file"
                            .formatted(file));
        }
        return VerdictCodec.decode(source, file.toString());
    }

    /**
     * Reads a verdict with its evidence: the reports that are named, else those beside the verdict that have the
     * digests it names.
     *
     * @return the verdict alone where a report is neither named nor found
     * @throws CannotJudgeException where a file cannot be read, or a named report is not the one that was judged
     */
    public static Review read(Path verdictFile, Optional<Path> candidate, Optional<Path> baseline) {
        Verdict verdict = verdict(verdictFile);
        Optional<Path> found =
                candidate.or(() -> beside(verdictFile, verdict.candidate().sha256()));
        Optional<Path> required =
                baseline.or(() -> beside(verdictFile, verdict.baseline().sha256()));
        if (found.isEmpty() || required.isEmpty()) {
            return Review.of(verdict);
        }
        Evidence after = ReportReader.read(found.get());
        Evidence before = ReportReader.read(required.get());
        return Review.of(verdict, after, before);
    }

    private static Optional<Path> beside(Path verdict, String sha256) {
        Path folder = verdict.toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ReviewFiles::looksLikeAReport)
                    .sorted()
                    .filter(file -> Sha256.hex(InputFiles.bytes(file)).equals(sha256))
                    .findFirst();
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be searched for the judged reports (%s); name them".formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static boolean looksLikeAReport(Path file) {
        try {
            return file.toString().endsWith(".json")
                    && Files.isRegularFile(file)
                    && Files.isReadable(file)
                    && Files.size(file) <= ReportReader.MAX_BYTES;
        } catch (IOException e) {
            return false; // it went away: then it is not the report
        }
    }
}
