package dev.modelgate.examples.tutor;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import java.nio.LongBuffer;
import java.util.List;

/** What the tutor is asked, as the ids that its model takes. */
record Question(String lemma, int tense, int subject, int polarity) {

    private static final String FORM = "conjugate | VERB | TENSE | SUBJECT | POLARITY";
    private static final Splitter BARS = Splitter.on('|').trimResults();

    /** @throws IllegalArgumentException where the text is not of the form, or holds a word that this model never saw */
    static Question parse(String text, TutorConfig config) {
        List<String> parts = BARS.splitToList(text);
        if (parts.size() != 5 || !parts.get(0).equals("conjugate")) {
            throw new IllegalArgumentException(
                    "the input is '%s', but a question reads '%s'; correct the eval set".formatted(text, FORM));
        }
        return new Question(
                lemma(parts.get(1), config),
                index("tense", parts.get(2), config.tenses()),
                index("subject", parts.get(3), config.subjects()),
                index("polarity", parts.get(4), config.polarities()));
    }

    void writeTo(LongBuffer ids, TutorConfig config) {
        String padded = Strings.padEnd(lemma, config.lemmaLength(), config.padding());
        padded.chars().forEach(letter -> ids.put(config.alphabet().indexOf(letter)));
        ids.put(tense).put(subject).put(polarity);
    }

    private static String lemma(String lemma, TutorConfig config) {
        if (lemma.isEmpty() || lemma.length() > config.lemmaLength()) {
            throw new IllegalArgumentException(
                    "the verb is '%s', but it must have 1 to %d letters; correct the eval set"
                            .formatted(lemma, config.lemmaLength()));
        }
        for (int i = 0; i < lemma.length(); i++) {
            if (config.alphabet().indexOf(lemma.charAt(i)) < 1) {
                throw new IllegalArgumentException(
                        "the verb '%s' has the letter '%s', but the tutor knows only '%s'; correct the eval set"
                                .formatted(
                                        lemma,
                                        lemma.charAt(i),
                                        config.alphabet().substring(1)));
            }
        }
        return lemma;
    }

    private static int index(String what, String word, List<String> known) {
        int index = known.indexOf(word);
        if (index < 0) {
            throw new IllegalArgumentException("the %s is '%s', but the tutor knows only %s; correct the eval set"
                    .formatted(what, word, String.join(", ", known)));
        }
        return index;
    }
}
