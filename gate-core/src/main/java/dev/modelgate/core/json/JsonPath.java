package dev.modelgate.core.json;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in a JSON document a value stands, in the notation of RFC 9535: {@code $.rope.factors[3]},
 * {@code $['odd key']}.
 */
public final class JsonPath {

    public static final JsonPath ROOT = new JsonPath(Optional.empty(), "$");

    /** What the shorthand after a dot can say; other names are quoted. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Optional<JsonPath> parent;
    private final String step;

    private JsonPath(Optional<JsonPath> parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    public JsonPath member(String name) {
        return then(PLAIN_NAME.matcher(name).matches() ? "." + name : "['" + quoted(name) + "']");
    }

    public JsonPath item(int index) {
        return then("[" + index + "]");
    }

    private JsonPath then(String next) {
        return new JsonPath(Optional.of(this), next);
    }

    @Override
    public String toString() {
        return parent.map(JsonPath::toString).orElse("") + step;
    }

    /** Within single quotes, a double quote stands for itself and a single one is escaped. */
    private static String quoted(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '\'' -> out.append("\\'");
                case '"' -> out.append('"');
                default -> JsonText.appendEscaped(out, c);
            }
        }
        return out.toString();
    }
}
