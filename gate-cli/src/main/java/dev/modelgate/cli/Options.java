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

    static int positive(String option, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, for both
        }
        throw new UsageException("%s is '%s', but a whole number from 1 is required".formatted(option, text));
    }

    private static <T> T parse(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
