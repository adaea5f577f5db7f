package dev.modelgate.eval.http;

import com.google.common.collect.ImmutableMap;

/**
 * Headers whose values nobody may see. Servers like to repeat a bad key in their error: it is blotted out wherever
 * their words go on to a person or a file.
 */
final class Secrets {

    static final Secrets NONE = new Secrets(ImmutableMap.of(), ImmutableMap.of());

    private final ImmutableMap<String, String> headers;
    private final ImmutableMap<String, String> values;

    /**
     * Holds them.
     *
     * @param headers as they are sent
     * @param values by the variable that each came from
     */
    Secrets(ImmutableMap<String, String> headers, ImmutableMap<String, String> values) {
        this.headers = headers;
        this.values = values;
    }

    ImmutableMap<String, String> headers() {
        return headers;
    }

    String blotted(String text) {
        String blotted = text;
        for (var secret : values.entrySet()) {
            blotted = blotted.replace(secret.getValue(), "[" + secret.getKey() + "]");
        }
        return blotted;
    }

    /** Names only. */
    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
