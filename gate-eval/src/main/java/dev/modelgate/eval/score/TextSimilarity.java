package dev.modelgate.eval.score;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import dev.modelgate.eval.evalset.EvalCase;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * How near a text is to the expected one, from 0 to 1.
 *
 * @param threshold from which an answer counts as correct; without one the score stays graded
 */
record TextSimilarity(Measure measure, Optional<BigDecimal> threshold) implements Scorer {

    /** Beyond this the answer is cut: the distance of two books would take hours. */
    private static final int LONGEST = 20_000;

    private static final int BLEU_WORDS = 4;

    /** A way to compare. */
    enum Measure {
        /** 1 less the edits that lead from one to the other, as a part of the longer. */
        EDIT,
        /** F1 of the longest common subsequence of words (ROUGE-L). */
        ROUGE_L,
        /** BLEU of one sentence with runs of 1 to 4 words; from the second on, counts are raised by one (smoothing). */
        BLEU
    }

    @Override
    public String name() {
        String name = measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return threshold
                .map(from -> name + ", correct from " + from.toPlainString())
                .orElse(name);
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        String expected = cut(evalCase.expectedText());
        String answer = cut(output);
        double value = switch (measure) {
            case EDIT -> edit(expected, answer);
            case ROUGE_L -> rougeL(Tokens.of(expected), Tokens.of(answer));
            case BLEU -> bleu(Tokens.of(expected), Tokens.of(answer));
        };
        double bounded = Math.min(1, Math.max(0, value));
        return threshold.map(from -> Score.graded(bounded, from)).orElseGet(() -> Score.graded(bounded));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static double edit(String expected, String answer) {
        int longer = Math.max(expected.length(), answer.length());
        return longer == 0 ? 1 : 1 - LevenshteinDistance.getDefaultInstance().apply(expected, answer) / (double) longer;
    }

    private static double rougeL(ImmutableList<String> expected, ImmutableList<String> answer) {
        int[] above = new int[answer.size() + 1];
        for (String word : expected) {
            int[] row = new int[answer.size() + 1];
            for (int j = 1; j <= answer.size(); j++) {
                row[j] = word.equals(answer.get(j - 1)) ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
            }
            above = row;
        }
        return Tokens.f1(above[answer.size()], answer.size(), expected.size());
    }

    private static double bleu(ImmutableList<String> expected, ImmutableList<String> answer) {
        if (answer.isEmpty() || expected.isEmpty()) {
            return answer.equals(expected) ? 1 : 0;
        }
        double logs = 0;
        for (int n = 1; n <= BLEU_WORDS; n++) {
            Multiset<ImmutableList<String>> found = Tokens.runs(answer, n);
            int shared = Multisets.intersection(found, Tokens.runs(expected, n)).size();
            int raised = n == 1 ? 0 : 1;
            logs += Math.log((shared + raised) / (double) (found.size() + raised));
        }
        double brevity = Math.min(0, 1 - expected.size() / (double) answer.size());
        return Math.exp(logs / BLEU_WORDS + brevity);
    }
}
