package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The name of a directory entry as the file system stores it. {@link Path#toString} decodes by the locale and
 * replaces what it cannot map, so that two names could become one; a path's URI keeps every byte.
 */
final class EntryName {

    private EntryName() {}

    /**
     * The last name of an existing path.
     *
     * @throws CannotJudgeException where its bytes are not UTF-8
     */
    static String of(Path entry) {
        String escaped = lastSegment(entry.toUri().getRawPath());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(escaped)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CannotJudgeException(
                    "the name of '%s' in %s is not UTF-8 (its bytes stand percent-encoded here), but the identity holds names as text; rename the file"
                            .formatted(escaped, entry.getParent()),
                    e);
        }
    }

    private static String lastSegment(String rawPath) {
        String path = rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] bytes(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
