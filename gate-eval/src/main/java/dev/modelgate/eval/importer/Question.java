package dev.modelgate.eval.importer;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * What was asked, whatever came of it.
 *
 * @param id pairs it with itself in every other report
 */
record Question(String id, Optional<String> input, Optional<String> expected) {

    Question {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a case has an empty id, but ids pair the two sides");
        }
    }

    /** Where a tool tells no more than a name. */
    static Question named(String id) {
        return new Question(id, Optional.empty(), Optional.empty());
    }

    /** Equal in two imports exactly where the same was asked. */
    JsonObject toJson() {
        return JsonBuilder.object()
                .put("id", id)
                .putOrNull("input", input)
                .putOrNull("expected", expected)
                .build();
    }
}
