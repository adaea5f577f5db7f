package dev.modelgate.eval.evalset;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Reads an eval set of one JSON object a line: {@code id}, {@code input}, {@code expected}, {@code buckets}, and any
 * further field. One pass; a line takes at most {@value JsonLines#MAX_LINE_BYTES} bytes.
 */
public final class JsonlEvalSets {

    private JsonlEvalSets() {}

    /**
     * Reads a file.
     *
     * @throws CannotJudgeException where it is missing or a directory; at the first line that is no case: file and
     *     line; where there are no cases
     */
    public static EvalSet read(Path file) {
        try (InputStream in = InputFiles.open(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be closed (%s); check the file system".formatted(file, e.getMessage()), e);
        }
    }

    /** Reads a stream to its end; it stays open. */
    static EvalSet read(InputStream source, String name) {
        DigestingStream digesting = new DigestingStream(source);
        CaseCollector cases = new CaseCollector();
        JsonLines.forEach(digesting.in(), name, cases::accept);
        return new EvalSet(name, cases.cases(), digesting.digests());
    }
}
