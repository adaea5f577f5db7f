package dev.modelgate.core.release;

import dev.modelgate.core.CannotJudgeException;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the gate works for production or on a developer's own registry. There is no third way: every value but
 * {@code dev} is production.
 */
public enum Environment {
    PRODUCTION,
    DEVELOPMENT;

    private static final String OWN = "GATE_ENV";
    private static final String ALSO = "LYNX_ENV";

    /**
     * Reads {@code GATE_ENV}, and {@code LYNX_ENV} as its other name.
     *
     * @throws CannotJudgeException where both are set and differ: one of them is a mistake, and a guess could promote
     */
    public static Environment of(Map<String, String> variables) {
        Optional<String> own = stated(variables, OWN);
        Optional<String> also = stated(variables, ALSO);
        if (own.isPresent() && also.isPresent() && !own.equals(also)) {
            throw new CannotJudgeException("%s is '%s', but %s is '%s' and both mean the same; unset one of them"
                    .formatted(OWN, own.get(), ALSO, also.get()));
        }
        return own.or(() -> also).filter("dev"::equals).isPresent() ? DEVELOPMENT : PRODUCTION;
    }

    private static Optional<String> stated(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
