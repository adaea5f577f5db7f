package dev.modelgate.eval.dvc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Objects in a folder: a cache, or a remote on a disk. */
record LocalObjects(Path folder) implements ObjectStore {

    @Override
    public Optional<InputStream> open(DvcHash hash) throws IOException {
        Path object = folder.resolve(hash.key());
        if (Files.exists(object) && !Files.isRegularFile(object)) {
            throw new IOException("it is no regular file");
        }
        return Files.exists(object) ? Optional.of(Files.newInputStream(object)) : Optional.empty();
    }

    @Override
    public String place(DvcHash hash) {
        return folder.resolve(hash.key()).normalize().toString();
    }
}
