package dev.modelgate.ci.stage;

/**
 * How a stage ended.
 *
 * @param text Markdown, escaped already: a line for what passed, the table for what was refused, the message of an error
 */
public record Outcome(Stage stage, Kind kind, String text) {

    /** Passed, refused, or could not be judged. */
    public enum Kind {
        PASSED,
        REFUSED,
        ERROR
    }

    static Outcome passed(Stage stage, String text) {
        return new Outcome(stage, Kind.PASSED, text);
    }

    static Outcome refused(Stage stage, String table) {
        return new Outcome(stage, Kind.REFUSED, table);
    }
}
