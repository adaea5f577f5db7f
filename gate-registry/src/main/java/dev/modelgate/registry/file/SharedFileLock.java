package dev.modelgate.registry.file;

import static java.nio.file.StandardOpenOption.READ;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file lock of all readers in this process: the first takes it and the last gives it back, for the system locks a
 * file for processes, not for threads. Reading needs no right to write.
 */
final class SharedFileLock {

    private final Path file;

    @GuardedBy("this")
    private int readers;

    @GuardedBy("this")
    private Optional<FileLocks> held = Optional.empty();

    SharedFileLock(Path file) {
        this.file = file;
    }

    synchronized void enter(Deadline deadline) throws IOException {
        if (readers == 0) {
            held = Optional.of(FileLocks.await(file, true, deadline, READ));
        }
        readers++;
    }

    synchronized void leave() throws IOException {
        readers--;
        if (readers == 0 && held.isPresent()) {
            FileLocks last = held.get();
            held = Optional.empty();
            last.close();
        }
    }
}
