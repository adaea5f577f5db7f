package dev.modelgate.eval.process;

/** A child's words, for a message. */
final class Shown {

    private static final int LONGEST = 300;

    private Shown() {}

    static String start(String text) {
        String line = oneLine(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    static String end(String text) {
        String line = oneLine(text);
        return line.length() <= LONGEST ? line : "…" + line.substring(line.length() - LONGEST);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
