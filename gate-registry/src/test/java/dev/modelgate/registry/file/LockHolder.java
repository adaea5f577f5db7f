package dev.modelgate.registry.file;

import static java.nio.file.StandardOpenOption.WRITE;

import dev.modelgate.registry.testing.ChildJvm;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that takes a lock and does not give it back. */
final class LockHolder {

    private LockHolder() {}

    static Process start(Path lock) throws IOException {
        Process process = ChildJvm.of(LockHolder.class, lock.toString()).start();
        int first = process.getInputStream().read();
        if (first != 'h') {
            process.destroyForcibly();
            throw new IOException("the child process did not take the lock");
        }
        return process;
    }

    public static void main(String[] arguments) throws Exception {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), WRITE)) {
            channel.lock();
            System.out.println("held");
            System.out.flush();
            TimeUnit.MINUTES.sleep(2);
        }
    }
}
