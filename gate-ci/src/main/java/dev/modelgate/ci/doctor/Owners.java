package dev.modelgate.ci.doctor;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * A {@code CODEOWNERS} file. Its patterns are those of {@code .gitignore}, with two differences: {@code dir/*} is not
 * about what lies deeper, and there is no negation. The last line that matches a path says who owns it.
 */
final class Owners {

    private final ImmutableList<Line> lines;

    private Owners(ImmutableList<Line> lines) {
        this.lines = lines;
    }

    private record Line(String pattern, boolean owned) {

        boolean matches(String path) {
            boolean whole = pattern.endsWith("/*");
            return new FastIgnoreRule(pattern).isMatch(path, false, whole);
        }
    }

    /**
     * Reads the first of the places that has one.
     *
     * @throws CannotJudgeException where it cannot be read
     */
    static Optional<Owners> in(Path project, List<String> places) {
        for (String place : places) {
            Path file = project.resolve(place);
            if (Files.isRegularFile(file)) {
                try {
                    return Optional.of(read(Files.readAllLines(file)));
                } catch (IOException e) {
                    throw new CannotJudgeException("%s could not be read: %s".formatted(file, e.getMessage()), e);
                }
            }
        }
        return Optional.empty();
    }

    static Owners read(List<String> text) {
        ImmutableList.Builder<Line> lines = ImmutableList.builder();
        boolean demanded = true;
        for (String line : text) {
            String stripped = line.strip();
            if (stripped.startsWith("[") || stripped.startsWith("^[")) {
                demanded = !stripped.startsWith("^"); // GitLab's sections; one with ^ asks for nobody's approval
            } else if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                lines.add(line(stripped, demanded));
            }
        }
        return new Owners(lines.build());
    }

    private static Line line(String text, boolean demanded) {
        List<String> words = Splitter.on(CharMatcher.whitespace())
                .omitEmptyStrings()
                .splitToStream(text)
                .takeWhile(word -> !word.startsWith("#"))
                .toList();
        boolean named = words.stream().skip(1).anyMatch(word -> word.contains("@"));
        return new Line(words.get(0), demanded && named);
    }

    /** Whether somebody must be asked about a path. */
    boolean own(String path) {
        return lines.reverse().stream()
                .filter(line -> line.matches(path))
                .findFirst()
                .filter(Line::owned)
                .isPresent();
    }
}
