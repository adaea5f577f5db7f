package dev.modelgate.eval.candidate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The gate's own user, in the project's directory: what runs there may do whatever the gate may. */
final class SameUser implements Workplace {

    private final Contents contents;

    SameUser(Contents contents) {
        this.contents = contents;
    }

    @Override
    public Path directory() {
        return contents.project();
    }

    @Override
    public Optional<Path> bundle() {
        return contents.bundle().map(Path::toAbsolutePath);
    }

    @Override
    public Process start(List<String> command, Consumer<ProcessBuilder> streams) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory().toAbsolutePath().toFile());
        withoutTheGates(builder.environment());
        streams.accept(builder);
        return builder.start();
    }

    /** What is judged must not hold the keys of the judge. */
    static void withoutTheGates(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("GATE_"));
    }

    @Override
    public void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Each process was ended by whoever started it; what left its family cannot be told from others of this user. */
    @Override
    public void close() {}
}
