package dev.modelgate.eval.suite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.eval.config.Section;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One suite, as {@code wiring.suites} names it.
 *
 * @param name of the report's file, and its {@code suite}
 * @param kind what is done
 * @param section its words, all of them known
 */
public record Suite(String name, String kind, Section section) {

    private static final ImmutableMap<String, Set<String>> WORDS = ImmutableMap.of(
            "exam", Set.of("eval_set", "scorer", "runtime", "server"),
            "injection", Set.of("eval_set", "scorer", "runtime", "server"),
            "files", Set.of("files"),
            "round-trip", Set.of("corpus"),
            "smoke", Set.of("server", "runtime", "request", "schema"),
            "latency", Set.of("eval_set", "ratio", "floor_ms"),
            "cost", Set.of("eval_set", "scorer", "usd_per_million", "usd_per_hour"));

    /** Kinds of which every case must hold, unless the wiring asks for less: one success of an attack is one too many. */
    private static final Set<String> ALL = Set.of("injection", "files", "round-trip", "smoke");

    /**
     * The suites in their order.
     *
     * @throws CannotJudgeException where a kind or a word is not understood, or a name is no file's
     */
    public static ImmutableList<Suite> all(Optional<Section> suites) {
        ImmutableList.Builder<Suite> all = ImmutableList.builder();
        suites.ifPresent(section -> section.object().members().keySet().forEach(name -> all.add(read(section, name))));
        return all.build();
    }

    /** The share of cases that must hold; absent where that is for the policy to say. */
    public Optional<Fraction> atLeast() {
        Optional<Fraction> stated = section.positive("at_least").map(share -> {
            if (share.compareTo(BigDecimal.ONE) > 0) {
                throw section.wrong("at_least", share.toPlainString(), "a share above 0 and at most 1");
            }
            return Fraction.of(share);
        });
        return stated.isPresent() || !ALL.contains(kind) ? stated : Optional.of(Fraction.ONE);
    }

    private static Suite read(Section suites, String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw suites.wrong(name, name, "a name of letters, digits and ._-, which names the report's file");
        }
        Section section = suites.section(name).orElseThrow();
        String kind = section.requiredText("kind");
        Set<String> words = WORDS.getOrDefault(kind, ImmutableSet.of());
        if (words.isEmpty()) {
            throw section.wrong("kind", kind, "one of " + String.join(", ", WORDS.keySet()));
        }
        section.knowing(Sets.union(words, Set.of("kind", "at_least")).toArray(String[]::new));
        return new Suite(name, kind, section);
    }

    /** The words of a part that must be there. */
    Section required(String key) {
        return section.section(key)
                .orElseThrow(() -> new CannotJudgeException(
                        "%s has no '%s', but kind %s needs it; add it".formatted(section.what(), key, kind)));
    }

    /** Names with a text each, at least one. */
    Map<String, String> requiredTexts(String key) {
        Map<String, String> texts = required(key).texts();
        if (texts.isEmpty()) {
            throw new CannotJudgeException("%s.%s is empty, but nothing checked is not a pass; add what is checked"
                    .formatted(section.what(), key));
        }
        return texts;
    }
}
