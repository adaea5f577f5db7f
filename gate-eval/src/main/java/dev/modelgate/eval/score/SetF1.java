package dev.modelgate.eval.score;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.evalset.EvalCase;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * F1 of the items in the answer against those expected: lists in JSON, or with commas or lines between the items.
 * Order, capitals and repetition do not count.
 *
 * @param threshold from which an answer counts as correct; without one the score stays graded
 */
record SetF1(Optional<BigDecimal> threshold) implements Scorer {

    private static final Splitter ITEMS =
            Splitter.on(CharMatcher.anyOf(",;\n")).trimResults().omitEmptyStrings();

    @Override
    public String name() {
        return threshold
                .map(from -> "set-f1, correct from " + from.toPlainString())
                .orElse("set-f1");
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        ImmutableSet<String> expected = evalCase.expected() instanceof JsonArray array
                ? folded(array.items().stream().map(SetF1::text))
                : items(evalCase.expectedText());
        ImmutableSet<String> found = items(output);
        double f1 = Tokens.f1(Sets.intersection(found, expected).size(), found.size(), expected.size());
        return threshold.map(from -> Score.graded(f1, from)).orElseGet(() -> Score.graded(f1));
    }

    private static ImmutableSet<String> items(String text) {
        return JsonEquality.parsed(text).orElse(JsonString.of("")) instanceof JsonArray array
                ? folded(array.items().stream().map(SetF1::text))
                : folded(ITEMS.splitToStream(text));
    }

    private static ImmutableSet<String> folded(Stream<String> items) {
        return items.map(item -> NormalisedText.fold(item).strip()).collect(ImmutableSet.toImmutableSet());
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.text() : PrettyJson.line(value);
    }
}
