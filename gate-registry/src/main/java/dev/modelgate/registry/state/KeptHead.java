package dev.modelgate.registry.state;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Head;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.registry.sign.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A head that somebody kept outside of the registry, as {@code head.json} or as {@code gate promote} printed it. It is
 * what an older copy, put back whole, cannot satisfy.
 *
 * @param name of the file or the option, for messages
 * @param seal of a {@code head.json} that has one
 */
public record KeptHead(Head head, String name, Optional<Seal> seal) {

    /** {@code head 6 <digest> …}, alone or as a line among others, or {@code 6 <digest>}, or {@code 6:<digest>}. */
    private static final Pattern PRINTED =
            Pattern.compile("(?m)^(?:head )?(\\d{1,18})[ :]([0-9a-f]{64})(?![0-9a-zA-Z])");

    /**
     * Reads a head that is given as text or as the name of a file.
     *
     * @param directory what a relative name is relative to
     * @param name of the option, for messages
     * @throws CannotJudgeException where it is neither
     */
    public static KeptHead of(String given, Path directory, String name) {
        if (given.stripLeading().startsWith("{")
                || PRINTED.matcher(given.strip()).lookingAt()) {
            return parse(given.getBytes(StandardCharsets.UTF_8), name);
        }
        Path file = directory.resolve(InputFiles.path(given));
        if (!Files.exists(file)) {
            throw new CannotJudgeException(
                    "%s is '%s', but a head ('6 ab12…', as 'gate promote' prints it) or a file with one is required"
                            .formatted(name, given));
        }
        return in(file);
    }

    /**
     * Reads a file with a head.
     *
     * @throws CannotJudgeException where it is none
     */
    public static KeptHead in(Path file) {
        return parse(InputFiles.bytes(file), file.toString());
    }

    private static KeptHead parse(byte[] bytes, String name) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        try {
            if (text.startsWith("{")) {
                return new KeptHead(StateCodec.head(bytes, name), name, StateCodec.headSeal(bytes, name));
            }
            MatchResult[] found = PRINTED.matcher(text).results().toArray(MatchResult[]::new);
            if (found.length == 1) {
                return new KeptHead(
                        new Head(Long.parseLong(found[0].group(1)), found[0].group(2)), name, Optional.empty());
            }
        } catch (DamagedRegistryException e) {
            throw new CannotJudgeException(
                    "%s is no head (%s); name what 'gate promote' printed, or a copy of head.json"
                            .formatted(name, e.getMessage()),
                    e);
        }
        throw new CannotJudgeException(
                "%s is no head; name what 'gate promote' printed ('head 6 ab12…'), or a copy of head.json"
                        .formatted(name));
    }
}
