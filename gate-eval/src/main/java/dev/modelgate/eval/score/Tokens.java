package dev.modelgate.eval.score;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a text, folded, without punctuation. */
final class Tokens {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

    private Tokens() {}

    static ImmutableList<String> of(String text) {
        return WORD.matcher(NormalisedText.fold(text))
                .results()
                .map(MatchResult::group)
                .collect(ImmutableList.toImmutableList());
    }

    /** Runs of {@code n} words, each as often as it occurs. */
    static Multiset<ImmutableList<String>> runs(ImmutableList<String> words, int n) {
        Multiset<ImmutableList<String>> runs = HashMultiset.create();
        for (int i = 0; i + n <= words.size(); i++) {
            runs.add(words.subList(i, i + n));
        }
        return runs;
    }

    /** The harmonic mean of what was right of the found and of the expected. */
    static double f1(long shared, long found, long expected) {
        if (found == 0 && expected == 0) {
            return 1;
        }
        return 2.0 * shared / (found + expected);
    }
}
