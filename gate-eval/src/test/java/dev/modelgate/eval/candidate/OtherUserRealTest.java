package dev.modelgate.eval.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Failed;
import dev.modelgate.core.port.ModelRuntime.Reply;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.json.YamlReader;
import dev.modelgate.eval.process.ProcessWiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process runtime under a user of its own, which is made for this and removed. */
@Tag("real")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class OtherUserRealTest {

    /** Answers what a Python expression gives, which is the input: what is judged may be anybody's program. */
    private static final String EVALUATES = """
            import json, os, subprocess, sys, time
            def tried(action):
                try:
                    action()
                    return "done"
                except OSError as e:
                    return type(e).__name__
            for line in sys.stdin:
                case = json.loads(line)
                print(json.dumps({"id": case["id"], "output": str(eval(case["input"]))}), flush=True)
            """;

    private static TestUser made;

    @TempDir
    Path home;

    private Path project;
    private Path bundle;

    @BeforeAll
    static void user() throws Exception {
        made = TestUser.make();
    }

    @AfterAll
    static void noUser() throws Exception {
        made.close();
    }

    /** As a runner's home is: closed to all but its owner. */
    @BeforeEach
    void files() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        project = Files.createDirectory(home.resolve("project"));
        bundle = Files.createDirectory(home.resolve("bundle"));
        Files.writeString(project.resolve("serve.py"), EVALUATES);
        Files.writeString(project.resolve("eval.jsonl"), "the answers");
        Files.writeString(bundle.resolve("model.onnx"), "weights");
    }

    @Test
    void it_runs_as_the_user_with_the_bundle_and_the_files_that_are_named() {
        try (ModelRuntime runtime = python()) {
            assertThat(output(runtime, "os.getuid()"))
                    .isEqualTo(Long.toString(made.user().uid()));
            assertThat(output(runtime, "open(sys.argv[1] + '/model.onnx').read()"))
                    .isEqualTo("weights");
            assertThat(output(runtime, "sorted(os.listdir('.'))")).isEqualTo("['serve.py']");
            assertThat(runtime.name()).isEqualTo("process python3");
        }
    }

    @Test
    void it_reads_nothing_of_the_gates() {
        try (ModelRuntime runtime = python()) {
            assertThat(tried(runtime, "open('%s/eval.jsonl')".formatted(project)))
                    .isEqualTo("PermissionError");
            assertThat(tried(runtime, "os.listdir('%s')".formatted(home))).isEqualTo("PermissionError");
            assertThat(tried(
                            runtime,
                            "open('/proc/%d/environ').read()"
                                    .formatted(ProcessHandle.current().pid())))
                    .isEqualTo("PermissionError");
        }
    }

    @Test
    void it_writes_neither_bundle_nor_project_nor_its_own_folder() {
        try (ModelRuntime runtime = python()) {
            for (String file : List.of(
                    "' + sys.argv[1] + '/model.onnx",
                    "' + sys.argv[1] + '/more",
                    "serve.py",
                    "more",
                    "../more",
                    bundle + "/model.onnx",
                    project + "/eval.jsonl",
                    project + "/more")) {
                assertThat(tried(runtime, "open('%s', 'a')".formatted(file)))
                        .as(file)
                        .isEqualTo("PermissionError");
            }
            assertThat(tried(runtime, "os.rename(sys.argv[1], sys.argv[1] + '2')"))
                    .isEqualTo("PermissionError");
            assertThat(tried(runtime, "os.chmod(sys.argv[1], 0o777)")).isEqualTo("PermissionError");
        }
        assertThat(bundle.resolve("model.onnx")).hasContent("weights");
    }

    @Test
    void no_variable_of_the_gate_reaches_it_whatever_its_name() throws Exception {
        assertThat(gate(Map.of("MLFLOW_TRACKING_PASSWORD", "hunter2", "GATE_SIGNING_KEY", "hunter2")))
                .contains("'USER': '" + made.user().name() + "'")
                .doesNotContain("hunter2")
                .doesNotContain("MLFLOW_TRACKING_PASSWORD");
    }

    @Test
    void nothing_is_left_of_one_that_hangs_and_whose_children_left_the_family() {
        try (ModelRuntime runtime =
                shell("(setsid sh -c 'trap \"\" TERM HUP; while :; do sleep 1000; done' >/dev/null 2>&1 </dev/null &);"
                        + " (sleep 1000 &); read line; trap '' TERM; while :; do sleep 1000; done")) {
            assertThat(failure(ask(runtime, "a"))).startsWith("no whole answer came within 2000 ms");
            assertThat(made.processes()).as("what left the family still runs").isPositive();
        }

        assertThat(made.processes()).isZero();
    }

    @Test
    void one_that_hangs_is_ended_alone_and_replaced_while_the_others_work_on() throws Exception {
        try (ModelRuntime runtime = shell("while read line; do case \"$line\" in *hang*) sleep 1000;; esac;"
                + " id=${line#*:}; id=${id%%,*}; echo \"{\\\"id\\\":$id,\\\"output\\\":\\\"$$\\\"}\"; done")) {
            String first = output(runtime, "a");
            assertThat(failure(ask(runtime, "hang"))).startsWith("no whole answer came within");
            assertThat(output(runtime, "b")).matches("\\d+").isNotEqualTo(first);
            assertThat(made.processes())
                    .as("the one that answers, and it alone")
                    .isEqualTo(1);
        }
    }

    @Test
    void one_that_forks_without_end_comes_so_far_and_nothing_is_left_of_it() {
        try (ModelRuntime runtime = shell(60, "while :; do sleep 1000 >/dev/null 2>&1 </dev/null & done")) {
            assertThat(failure(ask(runtime, "a"))).startsWith("the process ended with status");
            assertThat(made.processes()).as("what it left behind").isBetween(100, 2048);
        }

        assertThat(made.processes()).isZero();
    }

    @Test
    void one_that_writes_without_end_is_left_at_the_limit() {
        try (ModelRuntime runtime = shell(60, "read line; timeout 2 cat /dev/zero >&2 & exec cat /dev/zero")) {
            assertThat(failure(ask(runtime, "a"))).startsWith("the process wrote a line without end");
        }

        assertThat(made.processes()).isZero();
    }

    @Test
    void the_copy_is_gone_at_the_end() {
        Path copy;
        try (ModelRuntime runtime = python()) {
            copy = Path.of(output(runtime, "sys.argv[1]")).getParent();
            assertThat(copy).isDirectory();
        }

        assertThat(copy).doesNotExist();
    }

    @Test
    void a_project_that_the_user_can_enter_is_refused_before_anything_runs() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(this::python)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("who can enter " + project)
                .hasMessageContaining("'chmod 700' the folder");
        assertThat(made.processes()).isZero();
    }

    @Test
    void a_bundle_that_the_user_can_write_is_refused() throws IOException {
        Path open = Files.createTempDirectory("gate-open-bundle-");
        try {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            bundle = open;

            assertThatThrownBy(this::python).hasMessageContaining("who can write " + open);
        } finally {
            Files.delete(open);
        }
    }

    @Test
    void what_sudo_does_not_permit_is_told_in_its_own_words() {
        assertThatThrownBy(() -> new Sudo(new CandidateUser("no-such-candidate", 999)).ask(":", List.of()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("may not start processes as 'no-such-candidate' (sudo: unknown user")
                .hasMessageEndingWith("'GATES-USER ALL=(no-such-candidate) NOPASSWD: ALL'");
    }

    @Test
    void without_sudo_it_says_what_to_do() throws Exception {
        Path programs = Files.createDirectory(home.resolve("programs"));
        Path id = Stream.of("/usr/bin/id", "/bin/id")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        Files.createSymbolicLink(programs.resolve("id"), id);

        assertThat(gate(Map.of("PATH", programs.toString())))
                .contains("but there is no sudo here, by which processes are started under another user; install sudo");
    }

    private ModelRuntime python() {
        return open(made.user(), project, bundle, 60, "[python3, serve.py, '{bundle}']");
    }

    private ModelRuntime shell(String script) {
        return shell(1, script);
    }

    private ModelRuntime shell(int seconds, String script) {
        return open(made.user(), project, bundle, seconds, "[sh, -c, '%s']".formatted(script.replace("'", "''")));
    }

    private static ModelRuntime open(CandidateUser user, Path project, Path bundle, int seconds, String command) {
        String yaml = "{kind: process, timeout_seconds: %d, start_seconds: %d, command: %s}"
                .formatted(seconds, seconds, command);
        Section section = Section.of(
                YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), "gate.yaml"), "kind", "wiring.runtime");
        return ProcessWiring.open(
                section, Optional.empty(), OptionalInt.empty(), Optional.of(user), project, Optional.of(bundle));
    }

    /** What a gate with these variables prints: the environment that its candidate sees, or why there is none. */
    private String gate(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gate.class.getName(),
                        project.toString(),
                        bundle.toString())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put(CandidateUser.VARIABLE, made.user().name());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** A gate of its own, for an environment of its own. */
    static final class Gate {

        private Gate() {}

        public static void main(String[] arguments) {
            try (ModelRuntime runtime = open(
                    CandidateUser.in(System.getenv()).orElseThrow(),
                    Path.of(arguments[0]),
                    Path.of(arguments[1]),
                    60,
                    "[python3, serve.py]")) {
                System.out.println(output(runtime, "dict(os.environ)"));
            } catch (CannotJudgeException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static Reply ask(ModelRuntime runtime, String input) {
        try {
            return runtime.answer(List.of(new Request("1", input))).get(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tried(ModelRuntime runtime, String action) {
        return output(runtime, "tried(lambda: %s)".formatted(action));
    }

    private static String output(ModelRuntime runtime, String input) {
        Reply reply = ask(runtime, input);
        return reply instanceof Answered answered ? answered.output() : reply.toString();
    }

    private static String failure(Reply reply) {
        return reply instanceof Failed failed ? failed.message() : reply.toString();
    }
}
