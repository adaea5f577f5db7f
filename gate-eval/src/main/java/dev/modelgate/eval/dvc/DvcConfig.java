package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.Utf8;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code .dvc/config} says, and {@code .dvc/config.local} over it: there the credentials live, outside of git.
 *
 * @param sections keys and values by section, all as written but for the case of keys
 */
record DvcConfig(Path folder, ImmutableMap<String, ImmutableMap<String, String>> sections) {

    private static final Pattern SECTION =
            Pattern.compile("\\[\\s*'?\\s*([^\\]\"']+?)\\s*(?:\"([^\"]*)\")?\\s*'?\\s*\\]");
    private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1");

    /** Reads both files of a {@code .dvc} folder; either may be missing. */
    static DvcConfig read(Path folder) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (String name : new String[] {"config", "config.local"}) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                parse(Utf8.decode(InputFiles.bytes(file), file.toString()), file, sections);
            }
        }
        ImmutableMap.Builder<String, ImmutableMap<String, String>> built = ImmutableMap.builder();
        sections.forEach((section, values) -> built.put(section, ImmutableMap.copyOf(values)));
        return new DvcConfig(folder, built.buildOrThrow());
    }

    /**
     * A remote of the configuration: the named one, or the default.
     *
     * @throws CannotJudgeException where there is none of that name, or none is the default
     */
    DvcRemote remote(Optional<String> name) {
        String chosen = name.or(() -> value("core", "remote"))
                .orElseThrow(() -> new CannotJudgeException(
                        "%s names no default remote, but the data lie in one; run 'dvc remote default NAME'"
                                .formatted(folder.resolve("config"))));
        String section = section("remote", chosen);
        String url = value(section, "url")
                .orElseThrow(
                        () -> new CannotJudgeException("%s has no remote '%s' with a url; run 'dvc remote add %s URL'"
                                .formatted(folder.resolve("config"), chosen, chosen)));
        return new DvcRemote(chosen, url, sections.getOrDefault(section, ImmutableMap.of()));
    }

    /** Where objects are kept on this machine. */
    Path cache() {
        return value("cache", "dir").map(folder::resolve).orElse(folder.resolve("cache"));
    }

    private Optional<String> value(String section, String key) {
        return Optional.ofNullable(
                sections.getOrDefault(section, ImmutableMap.of()).get(key));
    }

    private static void parse(String text, Path file, Map<String, Map<String, String>> sections) {
        String section = "";
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            Matcher header = SECTION.matcher(line);
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (header.matches()) {
                section = section(
                        header.group(1), Optional.ofNullable(header.group(2)).orElse(""));
            } else if (equals > 0) {
                sections.computeIfAbsent(section, key -> new LinkedHashMap<>())
                        .put(
                                line.substring(0, equals).strip(),
                                unquoted(line.substring(equals + 1).strip()));
            } else {
                throw new CannotJudgeException( // without the line: a password may be what made it so
                        "%s:%d: the line is neither a section nor 'key = value'; correct it".formatted(file, number));
            }
        }
    }

    /** DVC quotes values that hold a comma or a sharp, as secrets may. */
    private static String unquoted(String value) {
        Matcher matcher = QUOTED.matcher(value);
        return matcher.matches() ? matcher.group(2) : value;
    }

    private static String section(String kind, String name) {
        return name.isEmpty() ? kind : kind + " \"" + name + "\"";
    }
}
