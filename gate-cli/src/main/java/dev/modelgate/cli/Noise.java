package dev.modelgate.cli;

import dev.modelgate.core.review.Review;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.render.Prose;

/** How much of a verdict by the point rule may be chance, on standard error; nothing where nobody counted cases. */
final class Noise {

    private Noise() {}

    static void say(Review review, Invocation invocation) {
        Prose.noise(review).ifPresent(noise -> invocation.err().println("gate: note: " + Printable.line(noise)));
    }
}
