package dev.modelgate.registry.http;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/** What a request carries. It can be sent again from its start. */
public sealed interface Payload {

    /** In bytes. */
    long size();

    /** The bytes, from the start. */
    BodyPublisher publisher() throws FileNotFoundException;

    /** Bytes in memory. */
    static Payload of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** A file, read as it is sent. */
    static Payload of(Path file, long size) {
        return new File(file, size);
    }

    /** A class and not a record: an array has no value equality that a record should promise. */
    final class Bytes implements Payload {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public BodyPublisher publisher() {
            return BodyPublishers.ofByteArray(bytes);
        }
    }

    /** A file of known size. */
    record File(Path path, long size) implements Payload {
        @Override
        public BodyPublisher publisher() throws FileNotFoundException {
            return size == 0 ? BodyPublishers.noBody() : BodyPublishers.ofFile(path);
        }
    }
}
