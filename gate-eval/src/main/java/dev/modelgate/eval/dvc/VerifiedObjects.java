package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/** Copies objects from the first store that has them, and believes none before its hash is computed. */
final class VerifiedObjects {

    /** A longer manifest would list millions of files. */
    private static final int MAX_MANIFEST_BYTES = 256 << 20;

    private final String pointer;
    private final ImmutableList<ObjectStore> stores;

    /**
     * Over stores, in the order in which they are asked.
     *
     * @param pointer its name, for messages
     */
    VerifiedObjects(String pointer, ImmutableList<ObjectStore> stores) {
        this.pointer = pointer;
        this.stores = stores;
    }

    /** Copies a file's object to a file that is not there yet. */
    long copy(DvcHash hash, OptionalLong size, Path target) {
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            return transfer(hash, size, out);
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s: %s could not be written (%s); check the space and permissions there"
                            .formatted(pointer, target, e),
                    e);
        }
    }

    /** Reads a folder's manifest. */
    DirManifest manifest(DvcHash hash) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            transfer(hash, OptionalLong.empty(), new LimitedOutput(bytes, MAX_MANIFEST_BYTES));
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s: the manifest %s is not usable (%s); push the data again"
                            .formatted(pointer, hash, e.getMessage()),
                    e);
        }
        return DirManifest.parse(bytes.toByteArray(), hash, "%s: the manifest %s".formatted(pointer, hash));
    }

    private long transfer(DvcHash hash, OptionalLong size, OutputStream out) throws IOException {
        for (ObjectStore store : stores) {
            Optional<InputStream> found = open(store, hash);
            if (found.isPresent()) {
                try (InputStream in = found.get()) {
                    return verified(in, hash, size, out, store.place(hash));
                }
            }
        }
        String places = String.join(
                " and ", stores.stream().map(store -> store.place(hash)).toList());
        throw new CannotJudgeException(
                "%s: the data are not at %s; push them with 'dvc push' from where they are".formatted(pointer, places));
    }

    private Optional<InputStream> open(ObjectStore store, DvcHash hash) {
        try {
            return store.open(hash);
        } catch (IOException e) {
            throw unreadable(store.place(hash), e);
        }
    }

    private long verified(InputStream in, DvcHash hash, OptionalLong size, OutputStream out, String place)
            throws IOException {
        DvcDigest digest = new DvcDigest();
        byte[] buffer = new byte[1 << 16];
        for (int n = read(in, buffer, place); n >= 0; n = read(in, buffer, place)) {
            digest.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
        DvcDigest.Finished found = digest.finish();
        if (found.fit(hash).isEmpty()) {
            throw new CannotJudgeException(
                    "%s: the md5 of %s is %s, but %s is required; the object is corrupted: remove it there and run 'dvc push' from where the data are whole"
                            .formatted(pointer, place, found.raw(), hash.hex()));
        }
        if (size.isPresent() && size.getAsLong() != found.size()) {
            throw new CannotJudgeException(
                    "%s: the size of %s is %d, but the pointer states %d; the pointer was edited: let 'dvc add' write it"
                            .formatted(pointer, place, found.size(), size.getAsLong()));
        }
        return found.size();
    }

    private int read(InputStream in, byte[] buffer, String place) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private CannotJudgeException unreadable(String place, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new CannotJudgeException(
                "%s: %s could not be read (%s); check the remote and run again".formatted(pointer, place, why), e);
    }

    /** Ends what would fill the memory. */
    private static final class LimitedOutput extends OutputStream {
        private final ByteArrayOutputStream out;
        private final int limit;

        LimitedOutput(ByteArrayOutputStream out, int limit) {
            this.out = out;
            this.limit = limit;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (out.size() + (long) length > limit) {
                throw new IOException("it is longer than %d MiB".formatted(limit >> 20));
            }
            out.write(bytes, offset, length);
        }
    }
}
