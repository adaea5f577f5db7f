package dev.modelgate.eval.render.html;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.review.CasePair;
import dev.modelgate.core.review.CasePair.Outcome;
import dev.modelgate.core.review.Review;
import dev.modelgate.eval.render.Figures;
import dev.modelgate.eval.render.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cases that changed sides, and those that both sides got wrong: lost first. What both got right is counted. */
final class HtmlCases {

    private static final List<Outcome> SHOWN = List.of(Outcome.LOST, Outcome.WON, Outcome.BOTH_WRONG);

    /** So many cases open at once; a page of more would be slower than it is useful. */
    private static final int MOST_CASES = 5_000;

    private static final int MOST_TEXT = 12_000_000;

    private final HtmlBuckets buckets;
    private final List<Map<String, Object>> cards = new ArrayList<>();
    private int text;
    private int omitted;

    HtmlCases(Review review, HtmlBuckets buckets) {
        this.buckets = buckets;
        SHOWN.forEach(outcome -> review.pairs(outcome).forEach(this::add));
    }

    List<Map<String, Object>> cards() {
        return cards;
    }

    /** Empty where all are on the page. */
    Optional<String> omitted() {
        return omitted == 0
                ? Optional.empty()
                : Optional.of("%s more cases are not on this page; the case files have them."
                        .formatted(Figures.count(omitted)));
    }

    /** The choices above the list, with how many cases each shows. */
    List<Map<String, Object>> outcomes() {
        boolean changed = count(Outcome.LOST) > 0;
        return List.of(
                choice("lost", "Lost", count(Outcome.LOST), changed),
                choice("won", "Won", count(Outcome.WON), false),
                choice("wrong", "Wrong on both sides", count(Outcome.BOTH_WRONG), false),
                choice("any", "All of these", cards.size(), !changed));
    }

    private static Map<String, Object> choice(String value, String label, long count, boolean checked) {
        return Map.of("value", value, "label", label, "count", Figures.count(count), "checked", checked);
    }

    private long count(Outcome outcome) {
        return cards.stream()
                .filter(card -> value(outcome).equals(card.get("outcome")))
                .count();
    }

    private void add(CasePair pair) {
        if (cards.size() == MOST_CASES || text > MOST_TEXT) {
            omitted++;
            return;
        }
        CaseResult before = pair.baseline();
        Map<String, Object> card = new HashMap<>();
        card.put("id", Printable.line(pair.id()));
        card.put("outcome", value(pair.outcome()));
        card.put("word", word(pair.outcome()));
        card.put("indexes", indexes(before));
        card.put("buckets", before.buckets().stream().map(Printable::line).collect(Collectors.joining(" · ")));
        put(card, "input", before.input());
        put(card, "expected", before.expected());
        side(card, "before", before, pair);
        side(card, "after", pair.candidate(), pair);
        cards.add(card);
    }

    private void side(Map<String, Object> card, String key, CaseResult side, CasePair pair) {
        put(card, key, Optional.of(side.output().orElse("(the report has no output)")));
        Optional<Boolean> right = pair.isBinary() ? side.passed() : Optional.empty();
        card.put(
                key + "Mark",
                right.map(yes -> yes ? "right" : "wrong").orElseGet(() -> "scored " + Figures.plain(side.score())));
        card.put(key + "Tone", right.map(yes -> yes ? "right" : "wrong").orElse(""));
    }

    private void put(Map<String, Object> card, String key, Optional<String> given) {
        given.map(Printable::block).ifPresent(shown -> {
            text += shown.length();
            card.put(key, shown);
        });
    }

    private String indexes(CaseResult result) {
        return Stream.concat(Stream.of(Bucket.AGGREGATE), result.buckets().stream())
                .flatMap(bucket -> buckets.index(bucket).stream())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    private static String value(Outcome outcome) {
        return switch (outcome) {
            case LOST -> "lost";
            case WON -> "won";
            case BOTH_WRONG -> "wrong";
            case BOTH_RIGHT -> "right";
        };
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case LOST -> "LOST";
            case WON -> "WON";
            case BOTH_WRONG -> "WRONG ON BOTH SIDES";
            case BOTH_RIGHT -> "RIGHT ON BOTH SIDES";
        };
    }
}
