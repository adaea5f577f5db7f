package dev.modelgate.eval.cache;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Usage;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers by the digest of what was asked: a line that says whose they are, then an answer a line. A line is written in
 * one go as soon as the answer is there, so that whatever ends the process loses at most the answers under way. A line
 * that was torn is as good as none: the question is asked again. So it is where a line has not the seal of this machine:
 * an answer that somebody else wrote down is nobody's answer.
 */
public final class AnswerFile implements AutoCloseable {

    private static final String SCHEMA = "modelgate.answers/v1";

    private final Path file;
    private final FileChannel channel;
    private final Lines lines;

    private AnswerFile(Path file, FileChannel channel, Lines lines) {
        this.file = file;
        this.channel = channel;
        this.lines = lines;
    }

    /**
     * Opens the file, with the answers in it; makes it where it is missing.
     *
     * @param owner what the answers are of, exactly: a model's SHA, a run's digest
     * @param key by which they are known again
     * @throws CannotJudgeException where it holds another's answers, or cannot be read or written
     */
    public static AnswerFile open(Path file, String owner, MachineKey key) {
        InputFiles.requireNothingElse(file);
        try {
            Lines lines = new Lines(owner, key);
            boolean begun = Files.exists(file) && Files.size(file) > 0;
            if (begun) {
                lines.read(file);
            } else if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            AnswerFile opened = new AnswerFile(file, channel, lines);
            // The newline ends a line that was torn; readers skip empty ones.
            opened.write(begun ? "\n" : header(owner));
            return opened;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Opens it empty, whatever it held. */
    public static AnswerFile begin(Path file, String owner, MachineKey key) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
        return open(file, owner, key);
    }

    /** The answer to that question, where it is known. */
    public Optional<Answered> find(String key) {
        return Optional.ofNullable(lines.answers.get(key));
    }

    /** Keeps an answer. */
    public void put(String key, Answered answer) {
        if (lines.answers.putIfAbsent(key, answer) == null) {
            try {
                write(PrettyJson.line(lines.sealed(key, answer)) + "\n");
            } catch (IOException e) {
                throw unusable(file, e);
            }
        }
    }

    public int size() {
        return lines.answers.size();
    }

    /** How many lines have not the seal of this machine; they count for nothing. */
    public int unsealed() {
        return lines.unsealed;
    }

    /** Closes the file and removes it: what it was for is done. */
    public void discard() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** What the file says, and how a line of it is sealed: with the model, the question and the manner of asking. */
    private static final class Lines {

        private static final String SEAL = "seal";

        private final String owner;
        private final MachineKey key;
        private final Map<String, Answered> answers = new ConcurrentHashMap<>();
        private int unsealed;

        Lines(String owner, MachineKey key) {
            this.owner = owner;
            this.key = key;
        }

        void read(Path file) throws IOException {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                String first = lines.readLine();
                requireOwner(file, first == null ? "" : first);
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    answer(line, file);
                }
            }
        }

        private void requireOwner(Path file, String header) {
            if (!(header + "\n").equals(header(owner))) {
                throw new CannotJudgeException(
                        "%s holds the answers of another model, eval set or runtime, but only those of %s are of use; remove the file"
                                .formatted(file, owner));
            }
        }

        private void answer(String line, Path file) {
            if (line.isEmpty()) {
                return;
            }
            try {
                JsonObject object = JsonReader.readObject(line.getBytes(StandardCharsets.UTF_8), file.toString());
                String question = text(object, "key");
                Answered answer = answered(object);
                Optional<JsonValue> seal = object.member(SEAL);
                if (seal.isPresent() && key.sealed(words(question, answer), JsonShape.text(seal.get(), SEAL))) {
                    answers.put(question, answer);
                } else {
                    unsealed++;
                }
            } catch (CannotJudgeException e) {
                // torn when the process ended; the question is asked again
            }
        }

        JsonObject sealed(String question, Answered answer) {
            return line(question, answer)
                    .put(SEAL, key.seal(words(question, answer)))
                    .build();
        }

        /** The question's digest holds id, input, runtime and parameters; the owner is the model. */
        private String words(String question, Answered answer) {
            return header(owner) + PrettyJson.line(line(question, answer).build());
        }

        private static Answered answered(JsonObject object) {
            Optional<Usage> usage = JsonShape.optional(object, "tokens_in")
                    .map(in -> new Usage(
                            JsonShape.integer(in, "tokens_in"),
                            JsonShape.integer(JsonShape.required(object, "tokens_out", "answer"), "tokens_out")));
            long nanos = JsonShape.integer(JsonShape.required(object, "nanos", "answer"), "nanos");
            return new Answered(text(object, "output"), Duration.ofNanos(nanos), usage);
        }

        private static String text(JsonObject object, String key) {
            return JsonShape.text(JsonShape.required(object, key, "answer"), key);
        }

        private static JsonBuilder line(String key, Answered answer) {
            JsonBuilder line = JsonBuilder.object()
                    .put("key", key)
                    .put("output", answer.output())
                    .put("nanos", answer.latency().toNanos());
            answer.usage()
                    .ifPresent(usage ->
                            line.put("tokens_in", usage.inputTokens()).put("tokens_out", usage.outputTokens()));
            return line;
        }
    }

    private static String header(String owner) {
        return PrettyJson.line(JsonBuilder.object()
                        .put("schema", SCHEMA)
                        .put("of", owner)
                        .build())
                + "\n";
    }

    private synchronized void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static CannotJudgeException unusable(Path file, IOException e) {
        return new CannotJudgeException(
                "the answers in %s cannot be kept (%s: %s); check the space and permissions there"
                        .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
