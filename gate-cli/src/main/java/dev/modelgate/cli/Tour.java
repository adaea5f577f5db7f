package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs command lines as a reader could, showing each one, and holds them to the status that was announced. */
final class Tour {

    private static final int MOST_LINES = 8;

    private final Invocation invocation;
    private final PrintStream out;

    /**
     * Runs in that world.
     *
     * @param invocation of the scratch project
     * @param out where the tour is told
     */
    Tour(Invocation invocation, PrintStream out) {
        this.invocation = invocation;
        this.out = out;
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    void chapter(String title) {
        say("\n== " + title + "\n");
    }

    /** Shows the command and what it prints, the long parts shortened; returns what it printed, whole. */
    String run(ExitStatus expected, String... line) {
        say("$ gate " + String.join(" ", line));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        ExitStatus status = Gate.run(List.of(line), invocation.printing(stream(printed), stream(complaint)));
        String text = printed.toString(StandardCharsets.UTF_8);
        show(text);
        if (status != expected) {
            throw new CannotJudgeException(
                    "'gate %s' ended with status %d, but %d is what it must end with; it said: %s"
                            .formatted(
                                    String.join(" ", line),
                                    status.number(),
                                    expected.number(),
                                    complaint.toString(StandardCharsets.UTF_8)));
        }
        if (status != ExitStatus.DONE) {
            say("  exit status " + status.number());
        }
        return text;
    }

    private void show(String text) {
        List<String> lines = text.lines().toList();
        boolean isLong = lines.size() > MOST_LINES + 1;
        lines.stream().limit(isLong ? MOST_LINES / 2 : lines.size()).forEach(line -> say("  " + line));
        if (isLong) {
            say("  … " + (lines.size() - MOST_LINES) + " more …");
            lines.stream().skip(lines.size() - MOST_LINES / 2).forEach(line -> say("  " + line));
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
