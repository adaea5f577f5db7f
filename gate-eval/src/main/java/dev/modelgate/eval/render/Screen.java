package dev.modelgate.eval.render;

import java.util.Map;
import java.util.Optional;

/**
 * What a text is printed on.
 *
 * @param width in columns, from 40 to 400
 * @param colour whether colours may be used; they never say what the words beside them do not
 */
public record Screen(int width, boolean colour) {

    private static final int NARROWEST = 40;
    private static final int WIDEST = 400;
    private static final int USUAL = 80;

    /** Eighty columns without colours: a pipe, a file, a log. */
    public static final Screen PLAIN = new Screen(USUAL, false);

    public Screen {
        width = Math.max(NARROWEST, Math.min(WIDEST, width));
    }

    /**
     * By the environment: {@code COLUMNS} says how wide; {@code NO_COLOR}, set to anything but nothing, and
     * {@code TERM=dumb} turn colours off.
     *
     * @param terminal whether a person watches; a pipe gets no colours
     */
    public static Screen of(Map<String, String> environment, boolean terminal) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        int width = Optional.ofNullable(environment.get("COLUMNS"))
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(USUAL);
        return new Screen(width, terminal && !plain);
    }

    String bold(String text) {
        return styled("1", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    String bad(String text) {
        return styled("1;31", text);
    }

    String good(String text) {
        return styled("32", text);
    }

    String doubtful(String text) {
        return styled("33", text);
    }

    private String styled(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
