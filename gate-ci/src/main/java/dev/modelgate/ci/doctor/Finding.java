package dev.modelgate.ci.doctor;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;

/**
 * One thing that was looked at.
 *
 * @param check what should hold, in words
 * @param text what was found, and what to do where that is not enough; words from outside may be in it
 */
public record Finding(String check, State state, String text) {

    /** How it stands. */
    public enum State {
        /** It holds. */
        OK,
        /** It does not. */
        NG,
        /** It could not be looked at: neither good nor bad. */
        UNKNOWN
    }

    public static Finding ok(String check, String text) {
        return new Finding(check, State.OK, text);
    }

    public static Finding ng(String check, String text) {
        return new Finding(check, State.NG, text);
    }

    public static Finding unknown(String check, String text) {
        return new Finding(check, State.UNKNOWN, text);
    }

    /** OK where the condition holds, else NG. */
    public static Finding of(String check, boolean holds, String found, String otherwise) {
        return holds ? ok(check, found) : ng(check, otherwise);
    }

    JsonObject json() {
        return JsonBuilder.object()
                .put("check", check)
                .put("state", state.name())
                .put("text", text)
                .build();
    }
}
