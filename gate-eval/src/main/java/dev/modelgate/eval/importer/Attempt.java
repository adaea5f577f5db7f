package dev.modelgate.eval.importer;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which attempt at which question a result is, where a tool asks each several times and writes a result for each.
 *
 * @param id of this attempt: {@code go}, {@code go#2}
 * @param cluster the question's id, where any question was asked again
 */
record Attempt(String id, Optional<String> cluster) {

    static final String MARK = "#";

    /** That attempt at a question, counted from 1 by the tool. */
    static Attempt of(String question, long attempt, boolean several) {
        return new Attempt(
                attempt == 1 ? question : question + MARK + attempt,
                several ? Optional.of(question) : Optional.empty());
    }

    /**
     * Counts the attempts of a tool that does not.
     *
     * @param ids that the results would have by themselves; the first attempt's is the question's
     * @param asked what was asked, equal where the same was
     */
    static ImmutableList<Attempt> count(List<String> ids, List<?> asked) {
        boolean several = asked.stream().distinct().count() < asked.size();
        Map<Object, String> questions = new HashMap<>();
        Multiset<Object> attempts = HashMultiset.create();
        ImmutableList.Builder<Attempt> counted = ImmutableList.builder();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            Object question = asked.get(i);
            int before = attempts.add(question, 1);
            counted.add(of(questions.computeIfAbsent(question, first -> id), before + 1L, several));
        }
        return counted.build();
    }
}
