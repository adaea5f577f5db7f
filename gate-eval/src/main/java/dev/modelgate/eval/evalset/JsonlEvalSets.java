package dev.modelgate.eval.evalset;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads an eval set of one JSON object a line: {@code id}, {@code input}, {@code expected}, {@code buckets}, and any
 * further field. One pass; a line takes at most {@value JsonLines#MAX_LINE_BYTES} bytes.
 */
public final class JsonlEvalSets {

    private final ImmutableList.Builder<EvalCase> cases = ImmutableList.builder();

    /** Where each id stood, so that a repetition can name both places. */
    private final Map<String, String> places = new HashMap<>();

    /** Thousands of cases name the same few lists of buckets; one copy of each is enough. */
    private final Map<ImmutableList<String>, ImmutableList<String>> bucketLists = new HashMap<>();

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
    public static EvalSet read(InputStream source, String name) {
        DigestingStream digesting = new DigestingStream(source);
        JsonlEvalSets reader = new JsonlEvalSets();
        JsonLines.forEach(digesting.in(), name, reader::accept);
        return new EvalSet(name, reader.cases.build(), digesting.digests());
    }

    private void accept(JsonObject line, String where) {
        EvalCase evalCase = new CaseFields(line, where).evalCase(bucketLists);
        String before = places.putIfAbsent(evalCase.id(), where);
        if (before != null) {
            throw new CannotJudgeException(
                    "%s: case '%s' occurs twice, first at %s; keep one".formatted(where, evalCase.id(), before));
        }
        cases.add(evalCase);
    }
}
