package dev.modelgate.eval.render;

/** Sentences in lines of a width; a word that is longer than a line is left whole, so that it can be copied. */
public final class Wrapped {

    private Wrapped() {}

    /**
     * The lines, each with its end.
     *
     * @param width of a line, in columns
     * @param used columns that the first line has already
     */
    public static String text(String sentence, int width, int used) {
        StringBuilder out = new StringBuilder();
        int column = used;
        String separator = "";
        for (String word : sentence.split(" ", -1)) {
            int length = word.codePointCount(0, word.length());
            if (!separator.isEmpty() && column + 1 + length > width) {
                out.append('\n');
                column = 0;
                separator = "";
            }
            out.append(separator).append(word);
            column += separator.length() + length;
            separator = " ";
        }
        return out.append('\n').toString();
    }
}
