package dev.modelgate.ci;

import java.util.regex.Pattern;

/** What a step leaves besides its status: values for the steps that follow, and what people read. */
public interface StepReport {

    /** No value of ours needs more; a line break would start an output of somebody else's choice. */
    Pattern VALUE = Pattern.compile("[A-Za-z0-9._:/+-]*");

    /**
     * A value for the steps that follow.
     *
     * @throws IllegalArgumentException where it holds anything that a file of outputs could take for more
     */
    void output(String name, String value);

    /** Markdown for people, escaped already, where it is not printed anyway. */
    void summary(String text);

    /** What is printed into the job's log, such that no line of it can be taken for a command to the CI system. */
    String printed(String text);

    /** A line for the log by which the CI system marks the step as refused, or nothing. */
    String refused(String stage);

    /** Checks a value. */
    static String checked(String name, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the output '%s' may not hold '%s'".formatted(name, value));
        }
        return value;
    }
}
