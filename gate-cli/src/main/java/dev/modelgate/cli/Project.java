package dev.modelgate.cli;

import dev.modelgate.eval.config.GateYaml;
import java.nio.file.Path;

/**
 * The project that a command runs in: the directory with its {@code gate.yaml}, where it has one.
 *
 * @param directory against which the wiring's paths are resolved
 */
record Project(Path directory, GateYaml settings) {

    /** What the project is called where nothing else says it. */
    String name() {
        Path last = directory.toAbsolutePath().normalize().getFileName();
        return last == null ? "model" : last.toString();
    }

    /** The project in the invocation's directory. */
    static Project of(Invocation invocation) {
        return new Project(invocation.directory(), GateYaml.in(invocation.directory()));
    }
}
