package dev.modelgate.cli;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.Tolerance;
import java.util.function.Supplier;

/** Values of the command line in the domain's types; what does not fit is a usage error. */
final class Options {

    private Options() {}

    static Tolerance tolerance(String text) {
        return parse(() -> Tolerance.parse(text));
    }

    static CanonicalSha sha(String text) {
        return parse(() -> new CanonicalSha(text));
    }

    static Format format(String text) {
        return switch (text) {
            case "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            default -> throw new UsageException("--format is '%s', but text or json is required".formatted(text));
        };
    }

    /** A whole number from {@code least} to a million. */
    static int number(String option, String text, int least) {
        if (text.matches("\\d{1,7}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= 1_000_000) {
                return number;
            }
        }
        throw new UsageException(
                "%s is '%s', but a whole number from %d to 1000000 is required".formatted(option, text, least));
    }

    private static <T> T parse(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
