package dev.modelgate.eval.candidate;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command of the system that says little and ends soon. It is waited for so long and no longer, come what may. */
final class ShortCommand implements Runnable {

    private static final int LONGEST_ANSWER = 8192;

    private final Process process;
    private volatile Optional<Ran> ran = Optional.empty();

    private ShortCommand(Process process) {
        this.process = process;
    }

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
        ShortCommand running = new ShortCommand(builder.start());
        Thread waiting = new Thread(running, "gate-short-command-" + running.process.pid());
        waiting.setDaemon(true);
        waiting.start();
        Uninterruptibles.joinUninterruptibly(waiting, longest);
        Optional<Ran> ran = running.ran;
        if (ran.isEmpty()) {
            running.process.destroyForcibly();
        }
        return ran;
    }

    /** What sudo itself need not know cannot be handed on, whatever its configuration keeps. */
    static void withoutSecrets(Map<String, String> environment) {
        environment.keySet().retainAll(List.of("PATH", "LANG", "LC_ALL"));
    }

    @Override
    public void run() {
        try (InputStream in = process.getInputStream()) {
            process.getOutputStream().close();
            String words = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            ran = Optional.of(new Ran(process.waitFor(), words.strip()));
        } catch (IOException e) {
            process.destroyForcibly(); // it said nothing that could be read
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
