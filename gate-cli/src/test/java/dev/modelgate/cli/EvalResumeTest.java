package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gate eval} that is interrupted, goes on, and remembers. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EvalResumeTest {

    /** Notes what it was asked; from the fourth case on it takes an hour, unless the file {@code fast} is there. */
    private static final String SLOW = """
            import json, os, sys, time
            for line in sys.stdin:
                case = json.loads(line)
                open("asked", "a").write(case["id"] + "\\n")
                if int(case["id"]) > 3 and not os.path.exists("fast"):
                    time.sleep(3600)
                print(json.dumps({"id": case["id"], "output": case["input"].upper()}), flush=True)
            """;

    private static final List<String> EVAL = List.of(
            "eval",
            "--command",
            "python3 slow.py",
            "--concurrency",
            "1",
            "--eval-set",
            "set.jsonl",
            "--output",
            "r.json");

    @TempDir
    Path directory;

    @TempDir
    Path state;

    @BeforeEach
    void writeSet() throws IOException {
        Files.writeString(directory.resolve("slow.py"), SLOW);
        StringBuilder set = new StringBuilder();
        for (int i = 1; i <= 6; i++) {
            set.append("{\"id\": \"%d\", \"input\": \"a\", \"expected\": \"A\", \"buckets\": [\"x\"]}\n".formatted(i));
        }
        Files.writeString(directory.resolve("set.jsonl"), set);
    }

    @Test
    void an_interrupt_leaves_a_state_from_which_the_same_command_goes_on() throws Exception {
        Process process = gateProcess(EVAL);
        while (process.isAlive() && !asked().contains("4")) {
            Thread.sleep(20);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isNotZero();

        assertThat(said).contains("interrupted after 3 of 6 cases; no report was written", "--resume");
        assertThat(files()).containsExactlyInAnyOrder("slow.py", "set.jsonl", "asked", ".r.json.answers.jsonl");

        Files.createFile(directory.resolve("fast"));
        Files.delete(directory.resolve("asked"));
        List<String> resume = new ArrayList<>(EVAL);
        resume.add("--resume");
        Shell.Result result = shell().run(resume.toArray(String[]::new));

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(asked()).containsExactly("4", "5", "6");
        assertThat(Files.readString(directory.resolve("r.json"))).contains("\"n\": 6, \"correct\": 6");
        assertThat(directory.resolve(".r.json.answers.jsonl")).doesNotExist();
    }

    @Test
    void answers_of_another_eval_set_are_not_taken_over() throws Exception {
        Files.createFile(directory.resolve("fast"));
        Files.writeString(
                directory.resolve(".r.json.answers.jsonl"), "{\"schema\":\"modelgate.answers/v1\",\"of\":\"x\"}\n");
        List<String> resume = new ArrayList<>(EVAL);
        resume.add("--resume");

        Shell.Result result = shell().run(resume.toArray(String[]::new));

        assertThat(result.status()).isEqualTo(ExitStatus.COULD_NOT_JUDGE.number());
        assertThat(result.err()).contains("holds the answers of another model, eval set or runtime");
        assertThat(shell().run(EVAL.toArray(String[]::new)).status()).isZero();
    }

    @Test
    void a_cache_answers_for_the_same_model_and_no_other() throws Exception {
        Files.createFile(directory.resolve("fast"));
        bundle("one", "{\"a\": 1}");
        bundle("two", "{\"a\": 2}");

        assertThat(cached("one")).hasSize(6);
        assertThat(cached("one")).isEmpty();
        assertThat(cached("two")).hasSize(6);
        assertThat(shell().run(with(EVAL, "--cache", "cache").toArray(String[]::new))
                        .err())
                .contains("a cache is named, but no bundle");
    }

    @Test
    void repeats_are_asked_and_counted_once() throws Exception {
        Files.createFile(directory.resolve("fast"));

        Shell.Result result = shell().run(with(EVAL, "--repeat", "3").toArray(String[]::new));

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(asked()).hasSize(18);
        assertThat(Files.readString(directory.resolve("r.json")))
                .contains("\"n\": 6, \"correct\": 6", "\"repeats\": 3", "\"flipped\": 0");
    }

    @Test
    void an_edited_cache_is_asked_again_and_remembered_answers_stand_in_the_report() throws Exception {
        Files.createFile(directory.resolve("fast"));
        bundle("one", "{\"a\": 1}");
        cached("one");
        assertThat(Files.readString(directory.resolve("r.json"))).doesNotContain("cached");
        Path cache;
        try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
            cache = files.findFirst().orElseThrow();
        }
        String[] again = with(EVAL, "--cache", "cache", "--bundle", "one").toArray(String[]::new);

        assertThat(shell().run(again).out()).contains("cached  6 answers were given before");
        assertThat(Files.readString(directory.resolve("r.json"))).contains("\"cached\": 6");

        Files.writeString(cache, Files.readString(cache).replaceFirst("\"output\":\"A\"", "\"output\":\"made up\""));
        Files.delete(directory.resolve("asked"));
        Shell.Result edited = shell().run(again);
        assertThat(edited.err()).contains("1 kept answers have not the seal of this machine, so they were asked again");
        assertThat(asked()).hasSize(1);
        assertThat(Files.readString(directory.resolve("r.json"))).contains("\"cached\": 5", "\"correct\": 6");
    }

    private Shell shell() {
        return new Shell(directory).with("XDG_STATE_HOME", state.toString());
    }

    private List<String> cached(String bundle) throws IOException {
        Files.deleteIfExists(directory.resolve("asked"));
        Shell.Result result =
                shell().run(with(EVAL, "--cache", "cache", "--bundle", bundle).toArray(String[]::new));
        assertThat(result.status()).as(result.err()).isZero();
        return asked();
    }

    private static List<String> with(List<String> line, String... more) {
        return Stream.concat(line.stream(), Stream.of(more)).toList();
    }

    private void bundle(String name, String config) throws IOException {
        Files.createDirectories(directory.resolve(name));
        Files.writeString(directory.resolve(name).resolve("tokenizer.json"), config);
    }

    private List<String> asked() throws IOException {
        Path asked = directory.resolve("asked");
        return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Process gateProcess(List<String> line) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(line);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("XDG_STATE_HOME", state.toString());
        return builder.start();
    }
}
