package dev.modelgate.registry.artifact;

import dev.modelgate.core.identity.CodePoints;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The path of a file inside a bundle: relative, with {@code /}, and safe to write below any directory. Servers list
 * what they like; only what passed here is ever made a path.
 */
public record ArtifactPath(String text) implements Comparable<ArtifactPath> {

    private static final int MAX_SEGMENT_BYTES = 255;
    private static final int MAX_BYTES = 4096;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    /**
     * Checks.
     *
     * @throws RemoteFailure of kind {@link Kind#UNSAFE_NAME}: the name, and what is wrong with it
     */
    public ArtifactPath {
        require(!text.isEmpty(), text, "empty");
        require(!text.startsWith("/") && !DRIVE.matcher(text).matches(), text, "absolute");
        require(text.indexOf('\\') < 0, text, "written with a backslash");
        require(text.codePoints().noneMatch(Character::isISOControl), text, "holding a control character");
        require(StandardCharsets.UTF_8.newEncoder().canEncode(text), text, "no valid Unicode");
        require(bytes(text) <= MAX_BYTES, text, "longer than %d bytes".formatted(MAX_BYTES));
        for (String segment : text.split("/", -1)) {
            require(!segment.isEmpty(), text, "holding an empty part");
            require(!segment.equals(".") && !segment.equals(".."), text, "leaving its directory");
            require(bytes(segment) <= MAX_SEGMENT_BYTES, text, "holding a part of more than 255 bytes");
        }
    }

    /**
     * Refuses what a server that decodes addresses twice would make another name of: {@code %}, {@code #} and
     * {@code ?}. A file really called {@code a%41b} would come back as {@code aAb}.
     */
    public ArtifactPath requireUrlSafe() {
        require(text.chars().noneMatch(c -> c == '%' || c == '#' || c == '?'), text, "holding one of % # ?");
        return this;
    }

    /** The path below a directory. */
    public Path in(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        Path resolved = root.resolve(InputFiles.path(text)).normalize();
        require(!resolved.equals(root) && resolved.startsWith(root), text, "leaving its directory");
        return resolved;
    }

    /** By Unicode code point, as everything that goes into an identity. */
    @Override
    public int compareTo(ArtifactPath other) {
        return CodePoints.ORDER.compare(text, other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void require(boolean holds, String name, String fault) {
        if (!holds) {
            String shown = name.length() > 200 ? name.substring(0, 200) + "…" : name;
            throw new RemoteFailure(
                    Kind.UNSAFE_NAME,
                    "the artifact name '%s' is %s, but a plain relative path is required; rename the artifact"
                            .formatted(Printable.line(shown), fault));
        }
    }
}
