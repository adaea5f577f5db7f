package dev.modelgate.eval.dvc;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * The name that {@code dvc add} would give to a folder: the MD5 of its manifest as Python's {@code json.dumps} writes
 * it, byte for byte. The entries stand by code point of their paths, which is not the order of
 * {@code String.compareTo}.
 */
final class DirMd5 {

    private DirMd5() {}

    /**
     * Computes it.
     *
     * @param files hex MD5 by relative path, sorted by code point
     * @return with {@code .dir}
     */
    static String of(SortedMap<String, String> files) {
        byte[] manifest = manifest(files).getBytes(StandardCharsets.US_ASCII);
        return BaseEncoding.base16().lowerCase().encode(DvcDigest.md5().digest(manifest)) + ".dir";
    }

    /** The manifest's text, which is ASCII. */
    static String manifest(SortedMap<String, String> files) {
        StringBuilder out = new StringBuilder("[");
        for (Map.Entry<String, String> file : files.entrySet()) {
            out.append(out.length() > 1 ? ", " : "");
            out.append("{\"md5\": \"").append(file.getValue()).append("\", \"relpath\": \"");
            file.getKey().chars().forEach(c -> append(out, (char) c));
            out.append("\"}");
        }
        return out.append(']').toString();
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20 || c > 0x7E) { // Python escapes all but printable ASCII, the delete character included
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
