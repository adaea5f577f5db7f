package dev.modelgate.eval.runtime;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.http.HttpWiring;
import dev.modelgate.eval.process.ProcessWiring;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens what answers outside this process: an endpoint or a command. */
public final class Runtimes {

    private static final String ONNX = "onnx";
    private static final String WHAT = "wiring.runtime";

    private Runtimes() {}

    /**
     * Opens it; empty where the bundle's own model answers in this process.
     *
     * @param project in whose directory a command runs
     * @param bundle that is judged, for a command that is told where it lies
     * @throws CannotJudgeException where call and wiring do not fit each other, or a word is wrong
     */
    public static Optional<ModelRuntime> open(
            Path project, Wiring wiring, Optional<Path> bundle, RuntimeChoice choice, Clock clock) {
        Optional<Section> section = wiring.runtime();
        String kind = kind(wiring, choice);
        if (HttpWiring.KINDS.contains(kind)) {
            requireNone(choice.command(), "--command", kind);
            return Optional.of(HttpWiring.open(
                    section.orElseThrow(), choice.endpoint(), choice.concurrency(), choice.environment(), clock));
        }
        requireNone(choice.endpoint(), "--endpoint", kind);
        if (kind.equals(ProcessWiring.KIND)) {
            return Optional.of(ProcessWiring.open(
                    section.orElse(Section.empty(WHAT)),
                    choice.command(),
                    choice.concurrency(),
                    choice.user(),
                    project,
                    bundle));
        }
        requireNone(choice.command(), "--command", kind);
        return Optional.empty();
    }

    /** Whether the model is loaded from the bundle, in this process or in one that it starts. */
    public static boolean loadsBundle(Wiring wiring, RuntimeChoice choice) {
        return !HttpWiring.KINDS.contains(kind(wiring, choice));
    }

    private static String kind(Wiring wiring, RuntimeChoice choice) {
        return wiring.runtime().map(Runtimes::kind).orElse(choice.command().isPresent() ? ProcessWiring.KIND : ONNX);
    }

    /** Whether something outside this process would answer: then the bundle alone does not settle the answers. */
    public static boolean isElsewhere(Wiring wiring, RuntimeChoice choice) {
        return choice.endpoint().isPresent()
                || choice.command().isPresent()
                || wiring.runtime()
                        .map(Runtimes::kind)
                        .filter(kind -> !kind.equals(ONNX))
                        .isPresent();
    }

    private static String kind(Section section) {
        String kind = section.requiredText("kind");
        ImmutableSet<String> known = ImmutableSet.<String>builder()
                .add(ONNX)
                .addAll(HttpWiring.KINDS)
                .add(ProcessWiring.KIND)
                .build();
        if (!known.contains(kind)) {
            throw section.wrong("kind", kind, "one of " + String.join(", ", known));
        }
        if (kind.equals(ONNX)) {
            section.knowing("kind", "threads", "batch");
        }
        return kind;
    }

    private static void requireNone(Optional<String> given, String option, String kind) {
        if (given.isPresent()) {
            throw new CannotJudgeException(
                    "%s is given, but 'wiring.runtime' in gate.yaml is of kind %s; set 'kind' to %s"
                            .formatted(
                                    option,
                                    kind,
                                    option.equals("--command")
                                            ? ProcessWiring.KIND
                                            : "what the endpoint speaks: " + String.join(", ", HttpWiring.KINDS)));
        }
    }
}
