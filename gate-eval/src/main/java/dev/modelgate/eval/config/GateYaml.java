package dev.modelgate.eval.config;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The two parts of {@code gate.yaml}. Each has its own digest, so that moving a jar does not look like a change of
 * what must hold, and the reverse.
 *
 * @param wiring how the gate reaches the model and its stores
 * @param policy what must hold; empty where the file decides nothing
 */
public record GateYaml(Wiring wiring, Optional<JsonObject> policy, Optional<String> wiringSha256) {

    /** The name of the file, at the top of a project. */
    public static final String FILE = "gate.yaml";

    private static final Set<String> KNOWN = Set.of("version", "wiring", "policy");

    /** What holds where there is no file. */
    public static GateYaml absent() {
        return new GateYaml(Wiring.NONE, Optional.empty(), Optional.empty());
    }

    /** Reads the file of a project directory; {@link #absent} where it has none. */
    public static GateYaml in(Path project) {
        Path file = project.resolve(FILE);
        return Files.exists(file) ? read(InputFiles.bytes(file), file.toString()) : absent();
    }

    /**
     * Reads the file's bytes.
     *
     * @throws CannotJudgeException where it is malformed, of another version, or has a word that is not understood
     */
    public static GateYaml read(byte[] bytes, String name) {
        JsonObject root = JsonShape.object(YamlReader.read(bytes, name), name);
        KnownWords.require(root, KNOWN, name);
        requireVersion(root, name);
        Optional<JsonObject> wiring = part(root, "wiring", name);
        return new GateYaml(
                wiring.map(part -> Wiring.read(part, name + ": wiring")).orElse(Wiring.NONE),
                part(root, "policy", name),
                wiring.map(GateYaml::digest));
    }

    /** SHA-256 over the RFC 8785 form, so that comments and layout do not count. */
    public Optional<String> policySha256() {
        return policy.map(GateYaml::digest);
    }

    private static void requireVersion(JsonObject root, String name) {
        JsonValue version = JsonShape.required(root, "version", name);
        if (JsonShape.integer(version, name + ": 'version'") != 1) {
            throw new CannotJudgeException("%s%s: the version is not 1, which is the one understood; convert the file"
                    .formatted(name, version.place()));
        }
    }

    private static Optional<JsonObject> part(JsonObject root, String key, String name) {
        return root.member(key).map(value -> JsonShape.object(value, "%s: '%s'".formatted(name, key)));
    }

    private static String digest(JsonObject part) {
        return Sha256.hex(CanonicalJson.bytes(part));
    }
}
