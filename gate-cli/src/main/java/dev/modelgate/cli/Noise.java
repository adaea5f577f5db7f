package dev.modelgate.cli;

import dev.modelgate.core.review.Chance;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.render.Prose;

/** How much of a verdict by the point rule may be chance, on standard error; nothing where nobody counted cases. */
final class Noise {

    private Noise() {}

    static void say(Verdict verdict, Chance chance, Invocation invocation) {
        Prose.noise(verdict, chance)
                .ifPresent(noise -> invocation.err().println("gate: note: " + Printable.line(noise)));
    }
}
