package dev.modelgate.eval.render.html;

import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.PrettyJson;

/** JSON inside a page: as data that no browser runs, written so that no text in it can end the element. */
final class ScriptData {

    private ScriptData() {}

    /** A script element of type {@code application/json}. */
    static String element(String id, JsonValue value) {
        return "<script type=\"application/json\" id=\"" + id + "\">" + escaped(PrettyJson.line(value)) + "</script>";
    }

    /** Within JSON all but plain ASCII, and these three, occur in strings only, where their codes mean the same. */
    static String escaped(String json) {
        StringBuilder out = new StringBuilder(json.length() + 64);
        for (char c : json.toCharArray()) {
            boolean plain = c <= '~' && c != '<' && c != '>' && c != '&';
            out.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return out.toString();
    }
}
