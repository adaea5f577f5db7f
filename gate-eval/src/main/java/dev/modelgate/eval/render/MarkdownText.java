package dev.modelgate.eval.render;

/** Text from outside inside a Markdown table: it can neither leave its cell nor become markup, mention or link. */
public final class MarkdownText {

    private MarkdownText() {}

    /** A name as a code span, in which nothing is markup; the fence outgrows any backticks within. */
    public static String code(String name) {
        String text = Printable.line(name).replace("|", "\\|");
        if (text.isBlank()) {
            return "`" + text + " `";
        }
        String fence = "`".repeat(longestRun(text) + 1);
        boolean touches = text.startsWith("`") || text.endsWith("`");
        return touches ? fence + " " + text + " " + fence : fence + text + fence;
    }

    /** A sentence with outside names in it: every character that could be markup is escaped. */
    public static String prose(String sentence) {
        StringBuilder out = new StringBuilder(sentence.length() + 16);
        for (char c : Printable.line(sentence).toCharArray()) {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '@' -> out.append("&#64;"); // no mention, no mail address
                case ':' -> out.append("&#58;"); // no link
                case '\\', '`', '*', '_', '[', ']', '#', '|', '~', '!', '$' ->
                    out.append('\\').append(c);
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (char c : text.toCharArray()) {
            run = c == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
