package dev.modelgate.eval.score;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.http.HttpWiring;
import dev.modelgate.eval.score.TextSimilarity.Measure;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds scorers by name: those here, and those that a {@link ServiceLoader} finds. */
public final class Scorers {

    /** The field of a case that chooses for this case, and what a wiring says for all. */
    static final String FIELD = "scorer";

    static final String JUDGE = "judge";

    private static final ImmutableSet<String> OWN = ImmutableSet.of(
            "exact",
            "normalised",
            "regex",
            "numeric",
            "json",
            "json-schema",
            "set-f1",
            "edit",
            "rouge-l",
            "bleu",
            "choice",
            "refusal",
            "classification",
            JUDGE);

    private Scorers() {}

    /**
     * What a scorer may need beside its words.
     *
     * @param environment where secrets stand
     */
    public record Surroundings(Map<String, String> environment, Clock clock) {

        /** The record's own words would print the environment. */
        @Override
        public String toString() {
            return "Surroundings";
        }
    }

    /**
     * The scorer of a set: the wiring's, or exact equality; cases that name their own get that one.
     *
     * @throws CannotJudgeException before any case is asked, where a name or a word is not understood
     */
    public static Scorer of(Optional<Section> wiring, EvalSet evalSet, Surroundings surroundings) {
        Scorer usual = wiring.map(section -> of(section, surroundings)).orElseGet(ExactMatch::new);
        Map<JsonValue, Scorer> own = new LinkedHashMap<>();
        for (EvalCase evalCase : evalSet.cases()) {
            JsonValue chosen = evalCase.extra().get(FIELD);
            if (chosen != null && !own.containsKey(chosen)) {
                String where = "%s: case '%s': '%s'".formatted(evalSet.name(), evalCase.id(), FIELD);
                own.put(chosen, of(Section.of(chosen, "name", where), surroundings));
            }
        }
        return own.isEmpty() ? usual : new PerCase(usual, ImmutableMap.copyOf(own));
    }

    /** Whether the same answers get the same scores: not where a judge is asked, or code from elsewhere decides. */
    public static boolean areRepeatable(Optional<Section> wiring, EvalSet evalSet) {
        Stream<Section> own = evalSet.cases().stream()
                .flatMap(evalCase -> Optional.ofNullable(evalCase.extra().get(FIELD)).stream())
                .distinct()
                .map(chosen -> Section.of(chosen, "name", evalSet.name() + ": '" + FIELD + "'"));
        return Stream.concat(wiring.stream(), own)
                .map(section -> section.requiredText("name"))
                .allMatch(name -> OWN.contains(name) && !name.equals(JUDGE));
    }

    /** Whether the gate itself knows that scorer; any other is code from elsewhere. */
    static boolean isOwn(String name) {
        return OWN.contains(name);
    }

    /** The scorer that a part of the wiring names. */
    public static Scorer named(Section section, Surroundings surroundings) {
        return of(section, surroundings);
    }

    static Scorer of(Section section, Surroundings surroundings) {
        String name = section.requiredText("name");
        return switch (name) {
            case "exact" -> {
                section.knowing("name");
                yield new ExactMatch();
            }
            case "normalised" ->
                new NormalisedText(section.knowing("name", "ignore_punctuation").flag("ignore_punctuation"));
            case "regex" -> {
                section.knowing("name");
                yield new PatternMatch();
            }
            case "numeric" -> numeric(section.knowing("name", "absolute", "relative"));
            case "json" -> {
                section.knowing("name");
                yield new JsonEquality();
            }
            case "json-schema" ->
                new SchemaMatch(section.knowing("name", "schema").value("schema"));
            case "set-f1" -> new SetF1(threshold(section));
            case "edit" -> new TextSimilarity(Measure.EDIT, threshold(section));
            case "rouge-l" -> new TextSimilarity(Measure.ROUGE_L, threshold(section));
            case "bleu" -> new TextSimilarity(Measure.BLEU, threshold(section));
            case "choice" -> {
                section.knowing("name");
                yield new MultipleChoice();
            }
            case "refusal" -> refusal(section.knowing("name", "signs"));
            case "classification" ->
                new Classification(section.knowing("name", "positive").text("positive"));
            case JUDGE -> judge(section, surroundings);
            default -> found(name, section);
        };
    }

    private static Scorer numeric(Section section) {
        return new NumericTolerance(
                section.positive("absolute").orElse(BigDecimal.ZERO),
                section.positive("relative").orElse(BigDecimal.ZERO));
    }

    private static Scorer judge(Section section, Surroundings surroundings) {
        section.knowing("name", "runtime", "prompt", "threshold");
        Section runtime = new Section(
                section.object("runtime")
                        .orElseThrow(
                                () -> section.wrong("runtime", "nothing", "the runtime that answers for the judge")),
                section.what() + ".runtime");
        return new Judge(
                HttpWiring.open(
                        runtime,
                        Optional.empty(),
                        OptionalInt.empty(),
                        surroundings.environment(),
                        surroundings.clock()),
                runtime.text("model").orElse("unnamed"),
                section.text("prompt").orElse(Judge.PROMPT),
                upToOne(section));
    }

    private static Optional<BigDecimal> threshold(Section section) {
        return upToOne(section.knowing("name", "threshold"));
    }

    static Optional<BigDecimal> upToOne(Section section) {
        return section.positive("threshold").map(from -> {
            if (from.compareTo(BigDecimal.ONE) > 0) {
                throw section.wrong("threshold", from.toPlainString(), "a number above 0 and at most 1");
            }
            return from;
        });
    }

    private static Scorer refusal(Section section) {
        ImmutableList<String> signs = section.texts("signs");
        try {
            return Refusal.by(signs);
        } catch (PatternSyntaxException e) {
            throw section.wrong("signs", e.getPattern(), "a regular expression (%s)".formatted(e.getDescription()));
        }
    }

    private static Scorer found(String name, Section section) {
        ImmutableMap.Builder<String, Scorer> found = ImmutableMap.builder();
        for (Scorer scorer : ServiceLoader.load(Scorer.class)) {
            found.put(scorer.name(), scorer);
        }
        ImmutableMap<String, Scorer> custom = found.buildKeepingLast();
        Scorer scorer = custom.get(name);
        if (scorer == null) {
            throw section.wrong("name", name, "one of " + String.join(", ", Sets.union(OWN, custom.keySet())));
        }
        section.knowing("name");
        return scorer;
    }

    /** A set whose cases differ in kind. */
    private record PerCase(Scorer usual, ImmutableMap<JsonValue, Scorer> own) implements Scorer {

        @Override
        public String name() {
            return usual.name() + ", or the case's own";
        }

        @Override
        public Score score(EvalCase evalCase, String output) {
            JsonValue chosen = evalCase.extra().get(FIELD);
            Scorer scorer = chosen == null ? usual : own.getOrDefault(chosen, usual);
            return scorer.score(evalCase, output);
        }

        @Override
        public JsonObject settings() {
            return usual.settings();
        }

        @Override
        public void close() {
            usual.close();
            own.values().forEach(Scorer::close);
        }
    }
}
