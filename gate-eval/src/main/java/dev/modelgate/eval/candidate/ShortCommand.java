package dev.modelgate.eval.candidate;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A command of the system that says little and ends soon. It is waited for so long and no longer, come what may. */
final class ShortCommand {

    private static final int LONGEST_ANSWER = 8192;

    private ShortCommand() {}

    /** How it ended, and what it wrote to both of its streams. */
    record Ran(int status, String words) {

        boolean succeeded() {
            return status == 0;
        }
    }

    /**
     * Runs it, also where the thread is interrupted: what was begun must be ended.
     *
     * @return empty where it did not end in time
     * @throws IOException where there is no such program
     */
    static Optional<Ran> run(List<String> command, Duration longest) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        withoutSecrets(builder.environment());
        Process process = builder.start();
        AtomicReference<Optional<Ran>> ran = new AtomicReference<>(Optional.empty());
        Thread waiting = new Thread(() -> ran.set(wait(process)), "gate-short-command-" + process.pid());
        waiting.setDaemon(true);
        waiting.start();
        Uninterruptibles.joinUninterruptibly(waiting, longest);
        if (ran.get().isEmpty()) {
            process.destroyForcibly();
        }
        return ran.get();
    }

    /** What sudo itself need not know cannot be handed on, whatever its configuration keeps. */
    static void withoutSecrets(Map<String, String> environment) {
        environment.keySet().retainAll(List.of("PATH", "LANG", "LC_ALL"));
    }

    private static Optional<Ran> wait(Process process) {
        try (InputStream in = process.getInputStream()) {
            process.getOutputStream().close();
            String words = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            return Optional.of(new Ran(process.waitFor(), words.strip()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
