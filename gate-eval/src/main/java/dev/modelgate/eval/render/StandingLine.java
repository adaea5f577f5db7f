package dev.modelgate.eval.render;

import dev.modelgate.eval.run.Progress.Standing;

/** How a run stands, in a few words beside its bar: accuracy so far, what got no answer, the worst bucket so far. */
public final class StandingLine {

    private static final int LONGEST_NAME = 24;

    private StandingLine() {}

    /** Cases without an answer are neither right nor wrong, so the accuracy is of those that have one. */
    public static String of(Standing standing) {
        StringBuilder out = new StringBuilder();
        int answered = standing.done() - standing.errors();
        if (answered > 0) {
            out.append("%.1f %% right".formatted(100.0 * standing.correct() / answered));
        }
        if (standing.errors() > 0) {
            out.append(out.length() == 0 ? "" : ", ").append(standing.errors()).append(" without answer");
        }
        standing.worst()
                .ifPresent(bucket -> out.append(", worst ")
                        .append(TerminalTable.shortened(Printable.line(bucket.name()), LONGEST_NAME))
                        .append(' ')
                        .append(Figures.percent(bucket.accuracy(), 1)));
        return out.toString();
    }
}
