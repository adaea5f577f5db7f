package dev.modelgate.ci.doctor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A workflow's or an action's file, as far as it is looked at. Its expressions are not evaluated. */
record Workflow(String name, JsonObject root) {

    /** @throws dev.modelgate.core.CannotJudgeException where it is not YAML */
    static Workflow read(Path file, String name) {
        return new Workflow(name, JsonShape.object(YamlReader.read(file), name));
    }

    /** The events that start it. */
    List<String> triggers() {
        Optional<JsonValue> on = root.member("on");
        if (on.isEmpty()) {
            return List.of();
        }
        if (on.get() instanceof JsonArray list) {
            return list.items().stream().flatMap(Workflow::text).toList();
        }
        return on.get() instanceof JsonObject object
                ? object.members().keySet().asList()
                : text(on.get()).toList();
    }

    ImmutableMap<String, Job> jobs() {
        ImmutableMap.Builder<String, Job> jobs = ImmutableMap.builder();
        object(root, "jobs")
                .ifPresent(all -> all.members().forEach((key, value) -> {
                    if (value instanceof JsonObject job) {
                        jobs.put(key, new Job(job));
                    }
                }));
        return jobs.buildOrThrow();
    }

    /** Whether a step of it runs a command of ours. */
    boolean runs(String command) {
        return jobs().values().stream().anyMatch(job -> job.runs(command));
    }

    /** Whether every step that runs a command of ours has a variable: its own, its job's, or the workflow's. */
    boolean sets(String variable, Job job, String command) {
        return Stream.of(root, job.value()).anyMatch(owner -> names(owner, variable))
                || job.steps().stream()
                        .filter(step -> step.member("run").stream()
                                .flatMap(Workflow::text)
                                .anyMatch(script -> script.contains(command)))
                        .allMatch(step -> names(step, variable));
    }

    private static boolean names(JsonObject owner, String variable) {
        return object(owner, "env").flatMap(env -> env.member(variable)).stream()
                .flatMap(Workflow::text)
                .anyMatch(value -> !value.isBlank());
    }

    /** Everything that is used from elsewhere: by steps, by jobs, by a composite action. */
    List<JsonString> uses() {
        Stream<JsonObject> steps = Stream.concat(
                jobs().values().stream().flatMap(job -> Stream.concat(Stream.of(job.value()), job.steps().stream())),
                object(root, "runs").stream().flatMap(runs -> steps(runs).stream()));
        return steps.flatMap(step -> step.member("uses").stream())
                .filter(JsonString.class::isInstance)
                .map(JsonString.class::cast)
                .toList();
    }

    /** One job. */
    record Job(JsonObject value) {

        ImmutableList<JsonObject> steps() {
            return Workflow.steps(value);
        }

        boolean runs(String command) {
            return steps().stream()
                    .flatMap(step -> step.member("run").stream())
                    .flatMap(Workflow::text)
                    .anyMatch(script -> script.contains(command));
        }

        Optional<String> environment() {
            Optional<JsonValue> environment = value.member("environment");
            return environment
                    .filter(JsonObject.class::isInstance)
                    .flatMap(object -> ((JsonObject) object).member("name"))
                    .or(() -> environment)
                    .flatMap(name -> text(name).findFirst());
        }

        /** The inputs of its checkouts. */
        List<JsonObject> checkouts() {
            return steps().stream()
                    .filter(step -> step.member("uses").stream()
                            .flatMap(Workflow::text)
                            .anyMatch(action -> action.startsWith("actions/checkout@")))
                    .map(step -> object(step, "with").orElse(JsonObject.of(ImmutableMap.of())))
                    .toList();
        }
    }

    private static ImmutableList<JsonObject> steps(JsonObject owner) {
        return owner.member("steps")
                .filter(JsonArray.class::isInstance)
                .map(steps -> ((JsonArray) steps)
                        .items().stream()
                                .filter(JsonObject.class::isInstance)
                                .map(JsonObject.class::cast)
                                .collect(ImmutableList.toImmutableList()))
                .orElse(ImmutableList.of());
    }

    private static Optional<JsonObject> object(JsonObject owner, String key) {
        return owner.member(key).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    private static Stream<String> text(JsonValue value) {
        return value instanceof JsonString string ? Stream.of(string.text()) : Stream.empty();
    }
}
