package dev.modelgate.eval.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.port.ModelCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars are compiled here, so that their classes are in the jar alone and not on the class path. */
class CodecJarTest {

    private static final String CODEC = """
            package outside;
            import com.google.common.collect.ImmutableMap;
            import dev.modelgate.core.json.JsonValue;
            import dev.modelgate.core.port.*;
            import java.util.List;
            public final class %1$s implements ModelCodec, ModelCodec.Session {
              public String name() { return "%2$s"; }
              public Session open(JsonValue config) { return this; }
              public ImmutableMap<String, Tensor> encode(List<String> texts) { return ImmutableMap.of(); }
              public List<String> decode(ImmutableMap<String, Tensor> outputs) { return List.of("from " + Helper.WHERE); }
            }
            class Helper { static final String WHERE = new String("%1$s"); }
            """;

    @TempDir
    static Path directory;

    private static Path jar;

    @BeforeAll
    static void buildJar() throws IOException {
        jar = jar("codecs.jar", "outside.One\noutside.Two\noutside.Three\n");
    }

    @Test
    void finds_a_codec_by_its_name_and_keeps_its_classes_at_hand() {
        try (CodecJar codecs = CodecJar.open(jar)) {
            ModelCodec codec = codecs.codec("two");

            assertThat(codec.open(JsonNull.NULL).decode(ImmutableMap.of())).containsExactly("from Two");
        }
    }

    @Test
    void takes_a_folder_of_classes_as_well() {
        try (CodecJar codecs = CodecJar.open(directory.resolve("codecs.jar.classes"))) {
            assertThat(codecs.codec("one").name()).isEqualTo("one");
        }
    }

    @Test
    void lists_the_codecs_found_when_none_has_the_name() {
        try (CodecJar codecs = CodecJar.open(jar)) {
            assertThatThrownBy(() -> codecs.codec("tutor"))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessage(
                            jar + " has 0 codecs named 'tutor', but exactly one is required; it has: one, two, two-b;"
                                    + " correct the name or the jar's META-INF/services/dev.modelgate.core.port.ModelCodec");
        }
    }

    @Test
    void is_an_error_when_two_codecs_share_the_name() throws IOException {
        Path twins = directory.resolve("twins");
        compile(twins, "One", "same");
        compile(twins, "Two", "same");
        writeServices(twins, "outside.One\noutside.Two\n");
        try (CodecJar codecs = CodecJar.open(twins)) {
            assertThatThrownBy(() -> codecs.codec("same"))
                    .hasMessageContaining("has 2 codecs named 'same', but exactly one is required; it has: same, same");
        }
    }

    @Test
    void says_that_there_are_none_when_the_jar_has_no_codec() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        try (CodecJar codecs = CodecJar.open(empty)) {
            assertThatThrownBy(() -> codecs.codec("tutor")).hasMessageContaining("it has: none;");
        }
    }

    @Test
    void is_an_error_when_the_jar_is_missing() {
        Path missing = directory.resolve("missing.jar");

        assertThatThrownBy(() -> CodecJar.open(missing))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("the codec jar " + missing
                        + " does not exist or cannot be read, but the wiring names it; build it or correct the path");
    }

    @Test
    void is_an_error_when_the_file_is_no_jar() throws IOException {
        Path text = Files.writeString(directory.resolve("text.jar"), "not a jar");

        assertThatThrownBy(() -> CodecJar.open(text))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageMatching("the codec jar \\Q" + text + "\\E is not a jar \\(.+\\); build it again");
    }

    @Test
    void is_an_error_when_a_service_names_a_class_that_is_not_there() throws IOException {
        Path broken = Files.createDirectory(directory.resolve("broken"));
        writeServices(broken, "outside.Gone\n");

        assertThatThrownBy(() -> CodecJar.open(broken))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("the codec jar " + broken + " cannot be used (")
                .hasMessageContaining("outside.Gone")
                .hasMessageEndingWith("); build it against this version of the gate");
    }

    @Test
    void is_an_error_when_a_class_file_is_damaged() throws IOException {
        Path damaged = directory.resolve("damaged");
        compile(damaged, "One", "one");
        writeServices(damaged, "outside.One\n");
        Files.write(damaged.resolve("outside/One.class"), new byte[] {1, 2, 3, 4});

        assertThatThrownBy(() -> CodecJar.open(damaged))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("the codec jar " + damaged + " cannot be used (");
    }

    private static Path jar(String name, String services) throws IOException {
        Path classes = directory.resolve(name + ".classes");
        compile(classes, "One", "one");
        compile(classes, "Two", "two");
        compile(classes, "Three", "two-b");
        writeServices(classes, services);
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream zip = new JarOutputStream(out);
                var entries = Files.walk(classes)) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
                Files.copy(entry, zip);
            }
        }
        return file;
    }

    private static void compile(Path classes, String className, String codecName) throws IOException {
        Files.createDirectories(classes);
        // Each helper in a package-private class of its own name, so that two codecs can share a folder.
        String source = CODEC.formatted(className, codecName).replace("Helper", className + "Helper");
        Path file = Files.writeString(classes.resolve(className + ".java"), source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), file.toString());
        assertThat(status).isZero();
        Files.delete(file);
    }

    private static void writeServices(Path classes, String services) throws IOException {
        Path folder = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.write(folder.resolve(ModelCodec.class.getName()), List.of(services.strip()), StandardCharsets.UTF_8);
    }
}
