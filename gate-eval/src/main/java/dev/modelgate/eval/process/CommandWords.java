package dev.modelgate.eval.process;

import com.google.common.collect.ImmutableList;

/** Splits a command line as a shell would split plain words: blanks separate, quotes keep together. Nothing else. */
final class CommandWords {

    private CommandWords() {}

    /** @throws IllegalArgumentException where a quote is not closed, or there is no word */
    static ImmutableList<String> split(String line) {
        ImmutableList.Builder<String> words = ImmutableList.builder();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("the quote %s is not closed".formatted(quote));
        }
        if (inWord) {
            words.add(word.toString());
        }
        ImmutableList<String> split = words.build();
        if (split.isEmpty()) {
            throw new IllegalArgumentException("it names no program");
        }
        return split;
    }
}
