package dev.modelgate.cli;

import dev.modelgate.eval.render.Screen;

/** What standard output is, as the launcher found it: {@code GATE_STDOUT_TERMINAL} says that a person reads it. */
final class Terminal {

    private Terminal() {}

    static Screen screen(Invocation invocation) {
        boolean watched = invocation.variable("GATE_STDOUT_TERMINAL").isPresent();
        return Screen.of(invocation.environment(), watched);
    }
}
