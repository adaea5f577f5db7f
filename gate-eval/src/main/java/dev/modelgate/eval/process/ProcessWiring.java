package dev.modelgate.eval.process;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.candidate.CandidateUser;
import dev.modelgate.eval.candidate.Workplace;
import dev.modelgate.eval.candidate.Workplace.Contents;
import dev.modelgate.eval.config.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code wiring.runtime} of a command, as a runtime. */
public final class ProcessWiring {

    public static final String KIND = "process";

    private static final String BUNDLE = "{bundle}";

    private ProcessWiring() {}

    /**
     * Starts the first child.
     *
     * @param command the command line's, which goes before the wiring's
     * @param processes the command line's, likewise
     * @param user under whom it runs, where another than the gate's is named
     * @param directory in which the command runs; under another user, in a copy of what it names and {@code files} names
     * @param bundle what <code>{bundle}</code> stands for in the command
     * @throws CannotJudgeException where a word is not understood, missing or wrong, or the program does not start
     */
    public static ModelRuntime open(
            Section section,
            Optional<String> command,
            OptionalInt processes,
            Optional<CandidateUser> user,
            Path directory,
            Optional<Path> bundle) {
        section.knowing("kind", "command", "files", "timeout_seconds", "start_seconds", "concurrency", "batch");
        ImmutableList<String> words = command.map(ProcessWiring::words).orElseGet(() -> words(section));
        Duration timeout =
                section.positive("timeout_seconds").map(ProcessWiring::seconds).orElse(ProcessSettings.DEFAULT_TIMEOUT);
        Duration start =
                section.positive("start_seconds").map(ProcessWiring::seconds).orElse(ProcessSettings.DEFAULT_START);
        int children = processes.orElseGet(() -> section.count("concurrency").orElse(1));
        int batch = section.count("batch").orElse(1);
        Workplace workplace = Workplace.open(user, Contents.of(directory, bundle, words, section.texts("files")));
        try {
            return ProcessRuntime.open(new ProcessSettings(
                    words.stream()
                            .map(word -> filled(word, workplace.bundle()))
                            .collect(ImmutableList.toImmutableList()),
                    workplace,
                    timeout,
                    start,
                    children,
                    batch));
        } catch (RuntimeException e) {
            workplace.close();
            throw e;
        }
    }

    private static String filled(String word, Optional<Path> bundle) {
        if (!word.contains(BUNDLE)) {
            return word;
        }
        Path directory = bundle.orElseThrow(() -> new CannotJudgeException(
                "the command has the word '%s', but no bundle is named for %s; give --bundle".formatted(word, BUNDLE)));
        return word.replace(BUNDLE, directory.toString());
    }

    private static ImmutableList<String> words(String line) {
        try {
            return CommandWords.split(line);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "the command '%s' cannot be run: %s; write the program and its arguments"
                            .formatted(line, e.getMessage()),
                    e);
        }
    }

    private static ImmutableList<String> words(Section section) {
        ImmutableList<String> words = section.texts("command");
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new CannotJudgeException(
                    "%s has no 'command', but kind process needs one; add a list of the program and its arguments"
                            .formatted(section.what()));
        }
        return words;
    }

    private static Duration seconds(BigDecimal seconds) {
        return Duration.ofNanos(Math.min(
                seconds.movePointRight(9).longValue(), Duration.ofDays(1).toNanos()));
    }
}
