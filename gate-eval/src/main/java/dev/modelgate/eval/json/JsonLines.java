package dev.modelgate.eval.json;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSONL: an object a line, read in the memory of one line. Empty lines are skipped, the last newline may lack.
 */
public final class JsonLines {

    /** A longer line is not a case but a broken file. */
    public static final int MAX_LINE_BYTES = 16 << 20;

    private final InputStream in;
    private final String name;
    private final boolean withNaN;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private int lineNumber;

    private JsonLines(InputStream in, String name, boolean withNaN) {
        this.withNaN = withNaN;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.name = name;
    }

    /** What is done with each object. */
    @FunctionalInterface
    public interface Consumer {
        /** @param where {@code file:line}, for messages */
        void accept(JsonObject object, String where);
    }

    /**
     * Reads to the end of the stream, which stays open.
     *
     * @param name of the file, for messages
     * @throws CannotJudgeException at the first line that is not one JSON object: file, line and column
     */
    public static void forEach(InputStream in, String name, Consumer consumer) {
        new JsonLines(in, name, false).forEach(consumer);
    }

    /** The same of a tool that writes NaN without quotes, which is a text here. */
    public static void forEachWithNaN(InputStream in, String name, Consumer consumer) {
        new JsonLines(in, name, true).forEach(consumer);
    }

    private void forEach(Consumer consumer) {
        try {
            while (next()) {
                if (!isBlank()) {
                    consumer.accept(object(), where());
                }
            }
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); check the file".formatted(where(), e.getMessage()), e);
        }
    }

    private boolean next() throws IOException {
        line.reset();
        lineNumber++;
        int read = in.read();
        if (read < 0) {
            return false;
        }
        while (read >= 0 && read != '\n') {
            if (line.size() == MAX_LINE_BYTES) {
                throw new CannotJudgeException(
                        "%s: the line is longer than %d MiB, but a case is a small object; put one case on each line"
                                .formatted(where(), MAX_LINE_BYTES >> 20));
            }
            line.write(read);
            read = in.read();
        }
        return true;
    }

    private boolean isBlank() {
        byte[] bytes = line.toByteArray();
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private JsonObject object() {
        JsonValue value = withNaN
                ? JsonReader.readLineWithNaN(line.toByteArray(), name, lineNumber)
                : JsonReader.readLine(line.toByteArray(), name, lineNumber);
        return JsonShape.object(value, name);
    }

    private String where() {
        return name + ":" + lineNumber;
    }
}
