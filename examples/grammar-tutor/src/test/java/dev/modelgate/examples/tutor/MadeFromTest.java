package dev.modelgate.examples.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.runtime.RuntimeChoice;
import dev.modelgate.registry.evaluate.BundleEvaluation;
import dev.modelgate.registry.evaluate.BundleEvaluation.Done;
import dev.modelgate.registry.evaluate.Effort;
import dev.modelgate.registry.evaluate.MadeFrom;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build asks the real model again exactly when something changed that the report depends on. */
class MadeFromTest {

    @TempDir
    private Path project;

    @BeforeEach
    void aProject() throws IOException {
        try (Stream<Path> files = Files.list(Tutor.bundle("clean"))) {
            for (Path file : files.toList()) {
                copy(file, project.resolve("bundle").resolve(file.getFileName().toString()));
            }
        }
        try (Stream<String> lines = Files.lines(Tutor.EXAMPLE.resolve("data/eval/phase-20.jsonl"))) {
            Files.write(project.resolve("set.jsonl"), lines.limit(20).toList());
        }
        pack(project.resolve("codec.jar"));
        settings("suite: phase-20");
    }

    @Test
    void nothing_is_asked_again_while_all_is_as_it_was() throws InterruptedException {
        assertThat(now().isUnchanged()).isFalse();

        evaluate();

        assertThat(now().isUnchanged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"set.jsonl", "bundle/config.json", "report.json", "report_cases.jsonl", "codec.jar"})
    void it_is_asked_again_when_a_file_changed(String name) throws IOException, InterruptedException {
        evaluate();
        Path file = project.resolve(name);
        if (name.equals("codec.jar")) {
            Files.delete(file);
            packWith(file, "another");
        } else {
            Files.writeString(
                    file, name.endsWith("l") ? Files.readAllLines(file).get(0) + "\n" : "{}");
        }

        assertThat(now().isUnchanged()).isFalse();
    }

    @Test
    void it_is_asked_again_when_a_setting_the_report_or_the_gate_changed() throws IOException, InterruptedException {
        evaluate();

        settings("suite: another");
        assertThat(now().isUnchanged()).isFalse();
        settings("suite: phase-20");
        assertThat(now().isUnchanged()).isTrue();
        assertThat(MadeFrom.now(request(RuntimeChoice.WIRED), "2").orElseThrow().isUnchanged())
                .isFalse();
        Files.delete(project.resolve("report.json"));
        assertThat(now().isUnchanged()).isFalse();
    }

    @Test
    void what_answers_or_scores_elsewhere_is_always_asked() throws IOException {
        RuntimeChoice command = new RuntimeChoice(
                Optional.empty(), Optional.of("cat"), OptionalInt.empty(), Map.of(), Optional.empty());
        assertThat(MadeFrom.now(request(command), "1")).isEmpty();

        settings("scorer: {name: judge, runtime: {kind: openai, endpoint: 'http://localhost:1', model: m}}");
        assertThat(MadeFrom.now(request(RuntimeChoice.WIRED), "1")).isEmpty();

        settings("suite: phase-20");
        String first = Files.readAllLines(project.resolve("set.jsonl")).get(0);
        Files.writeString(project.resolve("set.jsonl"), first.replaceFirst("\\{", "{\"scorer\": \"judge\", "));
        assertThat(MadeFrom.now(request(RuntimeChoice.WIRED), "1")).isEmpty();
    }

    @Test
    void nothing_is_kept_where_the_set_changed_while_the_model_was_asked() throws IOException, InterruptedException {
        MadeFrom before = now();
        Done done = (Done) BundleEvaluation.run(request(RuntimeChoice.WIRED), Clock.systemUTC(), Progress.SILENT);
        List<String> lines = Files.readAllLines(project.resolve("set.jsonl"));
        Files.write(project.resolve("set.jsonl"), lines.subList(0, 19));

        before.keep(done.evaluated());

        Files.write(project.resolve("set.jsonl"), lines);
        assertThat(now().isUnchanged()).isFalse();
    }

    private MadeFrom now() {
        return MadeFrom.now(request(RuntimeChoice.WIRED), "1").orElseThrow();
    }

    private void evaluate() throws InterruptedException {
        MadeFrom before = now();
        Done done = (Done) BundleEvaluation.run(request(RuntimeChoice.WIRED), Clock.systemUTC(), Progress.SILENT);
        before.keep(done.evaluated());
    }

    private BundleEvaluation.Request request(RuntimeChoice runtime) {
        return new BundleEvaluation.Request(
                project,
                GateYaml.in(project).wiring(),
                Optional.of(project.resolve("bundle")),
                Optional.empty(),
                project.resolve("set.jsonl"),
                Optional.empty(),
                runtime,
                Effort.DEFAULT,
                project.resolve("report.json"));
    }

    private void settings(String line) throws IOException {
        Files.writeString(
                project.resolve("gate.yaml"),
                "version: 1\nwiring:\n  codec: {name: grammar-tutor, jar: codec.jar}\n  " + line + "\n");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        Files.copy(from, to);
    }

    private static void pack(Path jar) throws IOException {
        packWith(jar, "");
    }

    /** The codec's classes as the build packs them. */
    private static void packWith(Path jar, String comment) throws IOException {
        Path classes = Path.of(TutorCodec.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (OutputStream out = Files.newOutputStream(jar, StandardOpenOption.CREATE_NEW);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            packed.setComment(comment);
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, packed);
            }
        }
    }
}
