package dev.modelgate.registry.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The complete lines of one file, in the memory of one line. A torn last line is not among them. */
final class EventLines implements AutoCloseable {

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);

    private EventLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** A file that is not there has no lines. */
    static EventLines of(Path file) throws IOException {
        DurableFiles.requireNothingElse(file);
        try {
            return new EventLines(Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            return new EventLines(InputStream.nullInputStream());
        }
    }

    /** The next line; empty at the end. */
    Optional<String> next() throws IOException {
        line.reset();
        for (int read = in.read(); read >= 0; read = in.read()) {
            if (read == '\n') {
                return Optional.of(text(line.toByteArray()));
            }
            line.write(read);
        }
        return Optional.empty();
    }

    /**
     * The text of a line. Bytes that are no UTF-8 give a text that no event has: to replace them could give two
     * different lines one digest.
     */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "not UTF-8: " + new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
