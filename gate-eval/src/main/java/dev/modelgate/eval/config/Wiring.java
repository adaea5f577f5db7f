package dev.modelgate.eval.config;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.release.RegistryPin;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.eval.json.JsonShape;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the gate reaches what it judges. Paths are relative to the file's directory.
 *
 * @param codec the codec that turns text into the model's input and back
 * @param suite the name that reports carry
 * @param baseline the committed baseline's path
 * @param evalSet the eval set's path, or its pointer's: what CI evaluates on
 * @param registry the registry's address
 * @param registryPin which registry it must be, so that one put in its place shows
 * @param artifacts where bundles' bytes are kept, where not beside the registry
 * @param tracker the experiment tracker whose runs are told of promotions: {@code mlflow}
 * @param model the line of models that the registry holds
 * @param runtime what answers, where it is not the bundle's own model in this process
 * @param scorer what judges the answers, where it is not exact equality
 * @param suites what else is run on a model, by name
 * @param derive buckets that are made from fields of a case: {@code verb: lemma} puts it into {@code verb.go}
 */
public record Wiring(
        Optional<Codec> codec,
        Optional<String> suite,
        Optional<String> baseline,
        Optional<String> evalSet,
        Optional<String> registry,
        Optional<RegistryPin> registryPin,
        Optional<String> artifacts,
        Optional<String> tracker,
        Optional<String> model,
        Optional<Section> runtime,
        Optional<Section> scorer,
        Optional<Section> suites,
        Optional<Section> derive) {

    public static final Wiring NONE = new Wiring(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final Set<String> KNOWN = Set.of(
            "codec",
            "suite",
            "baseline",
            "eval_set",
            "registry",
            "registry_pin",
            "artifacts",
            "tracker",
            "model",
            "runtime",
            "scorer",
            "suites",
            "derive");

    /** A codec by its name, and the jar that holds it. */
    public record Codec(String name, String jar) {

        /** A codec that the project builds is its sources: those of the module whose {@code target} holds the jar. */
        public Optional<String> sources() {
            int target = jar.lastIndexOf("/target/");
            return target > 0 ? Optional.of(jar.substring(0, target) + "/src/main") : Optional.empty();
        }
    }

    /** The baseline's path, {@code eval_baseline.json} where none is named. */
    public String baselinePath() {
        return baseline.orElse("eval_baseline.json");
    }

    /**
     * What it points to in the project, files and folders: eval sets with their DVC pointers, the codec, whatever
     * runtime, scorer and suites name. Among them are words that only look like a path; no commit has anything there.
     */
    public ImmutableSet<String> pointers() {
        ImmutableSet.Builder<String> pointers = ImmutableSet.builder();
        Stream<String> inSections = Stream.of(runtime, scorer, suites)
                .flatMap(Optional::stream)
                .flatMap(section -> words(section.object()))
                .filter(word -> word.contains("/") || word.contains("."));
        Stream.concat(evalSet.stream(), inSections).forEach(path -> pointers.add(path, path + ".dvc"));
        codec.ifPresent(named ->
                pointers.add(named.jar()).addAll(named.sources().stream().toList()));
        return pointers.build();
    }

    private static Stream<String> words(JsonValue value) {
        if (value instanceof JsonString text) {
            return Stream.of(text.text());
        } else if (value instanceof JsonArray array) {
            return array.items().stream().flatMap(Wiring::words);
        } else if (value instanceof JsonObject object) {
            return Stream.concat(
                    object.members().keySet().stream(),
                    object.members().values().stream().flatMap(Wiring::words));
        }
        return Stream.empty();
    }

    static Wiring read(JsonObject part, String what) {
        KnownWords.require(part, KNOWN, what);
        return new Wiring(
                part.member("codec").map(value -> codec(JsonShape.object(value, what + ".codec"), what + ".codec")),
                text(part, "suite", what),
                text(part, "baseline", what),
                text(part, "eval_set", what),
                text(part, "registry", what),
                part.member("registry_pin").map(value -> pin(value, what + ".registry_pin")),
                text(part, "artifacts", what),
                text(part, "tracker", what),
                text(part, "model", what),
                part.member("runtime").map(value -> Section.of(value, "kind", what + ".runtime")),
                part.member("scorer").map(value -> Section.of(value, "name", what + ".scorer")),
                part.member("suites").map(value -> section(value, what + ".suites")),
                part.member("derive").map(value -> section(value, what + ".derive")));
    }

    private static Section section(JsonValue value, String what) {
        return new Section(JsonShape.object(value, what), what);
    }

    private static RegistryPin pin(JsonValue value, String what) {
        JsonObject part = JsonShape.object(value, what);
        KnownWords.require(part, Set.of("id", "key"), what);
        String id = JsonShape.text(JsonShape.required(part, "id", what), what + ".id");
        try {
            return new RegistryPin(id, text(part, "key", what).map(KeyId::new));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException("%s: %s".formatted(what, e.getMessage()), e);
        }
    }

    private static Codec codec(JsonObject part, String what) {
        KnownWords.require(part, Set.of("name", "jar"), what);
        return new Codec(
                JsonShape.text(JsonShape.required(part, "name", what), what + ".name"),
                JsonShape.text(JsonShape.required(part, "jar", what), what + ".jar"));
    }

    private static Optional<String> text(JsonObject part, String key, String what) {
        return part.member(key).map(value -> JsonShape.text(value, what + "." + key));
    }
}
