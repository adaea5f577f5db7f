package dev.modelgate.registry.artifact.mlflow;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.render.Printable;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What MLflow can hold as tags, checked before anything is sent: it answers 200 to a value that is too long, and cuts
 * it.
 */
final class TagRules {

    static final int MAX_KEY = 250;
    static final int MAX_VALUE = 8_000;
    static final int MAX_TAGS = 100;

    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}_\\-. :/]+");

    private TagRules() {}

    static void check(Map<String, String> tags) {
        require(!tags.isEmpty(), "no tag is given", "at least one is required");
        require(tags.size() <= MAX_TAGS, tags.size() + " tags are given", MAX_TAGS + " go into one request");
        tags.forEach(TagRules::check);
    }

    private static void check(String key, String value) {
        String shown = "the tag '%s'".formatted(Printable.line(key.length() > 80 ? key.substring(0, 80) + "…" : key));
        require(
                KEY.matcher(key).matches() && !key.isBlank(),
                shown + " holds other characters",
                "MLflow takes letters, digits and _ - . space : /");
        require(length(key) <= MAX_KEY, shown + " is longer", "a key has at most " + MAX_KEY + " characters");
        require(
                length(value) <= MAX_VALUE,
                shown + " has a value of %d characters".formatted(length(value)),
                "MLflow would silently cut it to " + MAX_VALUE);
    }

    /** As the server counts. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static void require(boolean holds, String found, String required) {
        if (!holds) {
            throw new CannotJudgeException("%s, but %s; put what is long into an artifact".formatted(found, required));
        }
    }
}
