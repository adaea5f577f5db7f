package dev.modelgate.eval.config;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** A misspelled word must not silently mean its default. */
final class KnownWords {

    private KnownWords() {}

    static void require(JsonObject object, Set<String> known, String what) {
        object.members().forEach((word, value) -> {
            if (!known.contains(word)) {
                throw new CannotJudgeException("%s%s: '%s' is not understood; the words here are %s"
                        .formatted(what, value.place(), word, String.join(", ", new TreeSet<>(known))));
            }
        });
    }
}
