package dev.modelgate.ci.stage;

import dev.modelgate.eval.verdict.RunUrl;
import java.util.Map;
import java.util.Optional;

/** What people read on the change: how the deployment ended, and why. */
public final class Comment {

    /** GitHub takes 65,536 characters; the rest is for what stands around the text, and for those of two bytes. */
    private static final int LONGEST = 60_000;

    private Comment() {}

    /** @param outcome of the last stage that ran; empty where none did */
    public static String of(Optional<Outcome> outcome, Map<String, String> environment) {
        String body = outcome.map(Comment::body)
                .orElse("### Modelgate: could not judge\n\nNo stage of the deployment ran to its end.");
        return body
                + RunUrl.of(environment)
                        .map(url -> "\n\n[The run](" + url + ")")
                        .orElse("") + "\n";
    }

    private static String body(Outcome outcome) {
        String stage = outcome.stage().word();
        return switch (outcome.kind()) {
            case PASSED ->
                outcome.stage() == Stage.PROMOTE
                        ? "### Modelgate: promoted\n\n" + text(outcome)
                        : "### Modelgate: passed\n\n" + text(outcome);
            case REFUSED ->
                "### Modelgate: refused\n\nRefused at stage `" + stage + "`; nothing was promoted.\n\n" + text(outcome);
            case ERROR ->
                "### Modelgate: could not judge\n\nStopped at stage `" + stage
                        + "`; nothing was promoted. This is no verdict on the model.\n\n" + text(outcome);
        };
    }

    private static String text(Outcome outcome) {
        String text = outcome.text();
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = text.lastIndexOf('\n', LONGEST);
        return text.substring(0, end < 0 ? LONGEST : end) + "\n\nThe rest does not fit a comment; the run has it.";
    }
}
