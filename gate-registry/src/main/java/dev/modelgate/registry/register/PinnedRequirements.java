package dev.modelgate.registry.register;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.Utf8;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The framework versions that a bundle's own {@code requirements.txt} pins, as MLflow writes it beside a logged model.
 * A range is not a version, so only {@code name==version} counts.
 */
final class PinnedRequirements {

    private static final String FILE = "requirements.txt";
    private static final Pattern PINNED = Pattern.compile(
            "([A-Za-z0-9][A-Za-z0-9._-]*)(?:\\[[^\\]]*\\])?\\s*==\\s*([A-Za-z0-9][A-Za-z0-9.+!_-]*)\\s*(?:[;#].*)?");

    private PinnedRequirements() {}

    /** By name; none where there is no such file. */
    static ImmutableMap<String, String> in(Path bundle) {
        Path file = bundle.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return ImmutableMap.of();
        }
        ImmutableMap.Builder<String, String> versions = ImmutableMap.builder();
        Utf8.decode(InputFiles.bytes(file), file.toString()).lines().forEach(line -> {
            Matcher pinned = PINNED.matcher(line.strip());
            if (pinned.matches()) {
                versions.put(pinned.group(1), pinned.group(2));
            }
        });
        return versions.buildKeepingLast();
    }
}
