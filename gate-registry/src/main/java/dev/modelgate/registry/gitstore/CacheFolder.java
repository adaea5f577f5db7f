package dev.modelgate.registry.gitstore;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where clones are kept: {@code XDG_CACHE_HOME}, else {@code ~/.cache}; one folder for each repository. */
final class CacheFolder {

    private CacheFolder() {}

    static Path of(GitAddress address, Map<String, String> variables) {
        String name = Sha256.hex(address.remote().toString().getBytes(StandardCharsets.UTF_8));
        return root(variables).resolve("modelgate").resolve("registry-" + name.substring(0, 24) + ".git");
    }

    private static Path root(Map<String, String> variables) {
        return variable(variables, "XDG_CACHE_HOME")
                .map(Path::of)
                .or(() -> variable(variables, "HOME").map(home -> Path.of(home, ".cache")))
                .orElseThrow(
                        () -> new CannotJudgeException(
                                "neither XDG_CACHE_HOME nor HOME is set, but a registry in git needs a folder for its clone; set one"));
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
