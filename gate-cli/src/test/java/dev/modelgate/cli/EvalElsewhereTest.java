package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gate eval} with an answer from outside this process. */
class EvalElsewhereTest {

    private static final String UPPER = """
            import json, sys
            for line in sys.stdin:
                case = json.loads(line)
                if case["input"] == "die":
                    sys.exit(3)
                print(json.dumps({"id": case["id"], "output": case["input"].upper()}), flush=True)
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void writeSet() throws Exception {
        Files.writeString(directory.resolve("upper.py"), UPPER);
        Files.writeString(directory.resolve("set.jsonl"), """
                {"id": "1", "input": "a", "expected": "A", "buckets": ["x"]}
                {"id": "2", "input": "die", "expected": "DIE", "buckets": ["x"]}
                {"id": "3", "input": "c", "expected": "c", "buckets": ["x"]}
                """);
    }

    @Test
    void a_command_answers_and_the_report_names_no_model() throws Exception {
        Shell.Result result = gate(
                "eval",
                "--command",
                "python3 upper.py",
                "--max-errors",
                "1",
                "--eval-set",
                "set.jsonl",
                "--output",
                "r.json");

        assertThat(result.err()).contains("gate: warning: 1 cases got no answer and count nowhere");
        assertThat(result.status()).isEqualTo(ExitStatus.DONE.number());
        assertThat(result.out()).contains("model   not named: no verdict on this can promote");
        assertThat(Files.readString(directory.resolve("r.json")))
                .contains("\"model_sha\": null", "\"runtime\": \"process python3\"", "\"n\": 2, \"correct\": 1")
                .contains("\"message\": \"the process ended with status 3, but an answer is required\"");
    }

    @Test
    void a_model_that_is_swapped_and_swapped_back_meanwhile_is_not_the_one_that_answers() throws Exception {
        Files.createDirectories(directory.resolve("bundle"));
        Files.writeString(directory.resolve("bundle/weights.bin"), "clean");
        Files.writeString(directory.resolve("swap.py"), """
                import json, sys
                with open("bundle/weights.bin", "w") as swapped:
                    swapped.write("worse")
                with open(sys.argv[1] + "/weights.bin") as loaded:
                    weights = loaded.read()
                with open("bundle/weights.bin", "w") as restored:
                    restored.write("clean")
                for line in sys.stdin:
                    print(json.dumps({"id": json.loads(line)["id"], "output": weights}), flush=True)
                """);
        Files.writeString(
                directory.resolve("set.jsonl"),
                "{\"id\": \"1\", \"input\": \"a\", \"expected\": \"clean\", \"buckets\": [\"x\"]}\n");

        Shell.Result result = gate(
                "eval",
                "--bundle",
                "bundle",
                "--command",
                "python3 swap.py {bundle}",
                "--eval-set",
                "set.jsonl",
                "--output",
                "r.json");

        assertThat(result.status()).as(result.err()).isEqualTo(ExitStatus.DONE.number());
        assertThat(Files.readString(directory.resolve("r.json")))
                .contains("\"n\": 1, \"correct\": 1")
                .contains(gate("sha", "bundle").out().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-external-data-in-readme", "error-index-shard-missing", "error-lfs-pointer"})
    void sha_eval_and_register_refuse_alike_what_has_no_identity(String name) throws Exception {
        Path bundle = Path.of(System.getProperty("project.root"), "spec/vectors/canonical-sha", name);
        Path models = Files.createDirectories(directory.resolve("models"));
        try (Stream<Path> files = Files.list(bundle)) {
            for (Path file : files.toList()) {
                Files.copy(file, models.resolve(file.getFileName()));
            }
        }

        Shell.Result sha = gate("sha", "models");
        Shell.Result eval = gate(
                "eval",
                "--bundle",
                "models",
                "--command",
                "touch asked",
                "--eval-set",
                "set.jsonl",
                "--output",
                "r.json");
        Shell.Result register = gate("register", "models", "--model", "tutor");

        assertThat(List.of(sha.status(), eval.status(), register.status())).containsOnly(1);
        assertThat(eval.err()).isEqualTo(sha.err());
        assertThat(register.err()).isEqualTo(sha.err());
        assertThat(directory.resolve("asked")).doesNotExist();
    }

    @Test
    void a_command_finds_only_what_the_identity_covers() throws Exception {
        for (String name :
                new String[] {"weights.bin", "README.onnx", "README.md", "MLmodel", ".hidden.bin", "sub/.w"}) {
            Files.createDirectories(directory.resolve("bundle").resolve(name).getParent());
            Files.writeString(directory.resolve("bundle").resolve(name), "x");
        }
        Files.writeString(directory.resolve("list.py"), """
                import json, os, sys
                found = sorted(name for _, _, names in os.walk(sys.argv[1]) for name in names)
                for line in sys.stdin:
                    print(json.dumps({"id": json.loads(line)["id"], "output": " ".join(found)}), flush=True)
                """);
        Files.writeString(
                directory.resolve("set.jsonl"),
                "{\"id\": \"1\", \"input\": \"a\", \"expected\": \"README.onnx weights.bin\", \"buckets\": [\"x\"]}\n");

        Shell.Result result = gate(
                "eval",
                "--bundle",
                "bundle",
                "--command",
                "python3 list.py {bundle}",
                "--eval-set",
                "set.jsonl",
                "--output",
                "r.json");

        assertThat(result.status()).as(result.err()).isEqualTo(ExitStatus.DONE.number());
        assertThat(Files.readString(directory.resolve("r.json"))).contains("\"n\": 1, \"correct\": 1");
    }

    @Test
    void the_wiring_chooses_runtime_and_scorer() throws Exception {
        Files.writeString(directory.resolve("gate.yaml"), """
                version: 1
                wiring:
                  runtime: {kind: process, command: [python3, upper.py]}
                  scorer: normalised
                """);

        Shell.Result result = gate("eval", "--max-errors", "1", "--eval-set", "set.jsonl", "--output", "r.json");

        assertThat(result.status()).as(result.err()).isEqualTo(ExitStatus.DONE.number());
        assertThat(Files.readString(directory.resolve("r.json")))
                .contains("\"scorer\": \"normalised\"", "\"n\": 2, \"correct\": 2");
    }

    @Test
    void too_many_errors_are_no_report_and_no_refusal() {
        Shell.Result result =
                gate("eval", "--command", "python3 upper.py", "--eval-set", "set.jsonl", "--output", "r.json");

        assertThat(result.status()).isEqualTo(ExitStatus.COULD_NOT_JUDGE.number());
        assertThat(result.err())
                .contains(
                        "got no answer, but at most 0 may go without; mend what case '2' met: the process ended with status 3");
        assertThat(directory.resolve("r.json")).doesNotExist();
    }

    @Test
    void an_endpoint_without_its_protocol_is_an_error() {
        Shell.Result result =
                gate("eval", "--endpoint", "http://127.0.0.1:1", "--eval-set", "set.jsonl", "--output", "r.json");

        assertThat(result.status()).isEqualTo(ExitStatus.COULD_NOT_JUDGE.number());
        assertThat(result.err())
                .contains(
                        "--endpoint is given, but 'wiring.runtime' in gate.yaml is of kind onnx; set 'kind' to what the endpoint speaks: openai-chat");
    }

    @Test
    void an_unknown_kind_is_refused_with_the_known_ones() throws Exception {
        Files.writeString(directory.resolve("gate.yaml"), "version: 1\nwiring: {runtime: {kind: grpc}}\n");

        Shell.Result result = gate("eval", "--eval-set", "set.jsonl", "--output", "r.json");

        assertThat(result.status()).isEqualTo(ExitStatus.COULD_NOT_JUDGE.number());
        assertThat(result.err())
                .contains(
                        "wiring.runtime.kind:2:26 is 'grpc', but one of onnx, openai-chat, openai-completions, kserve, json, process is required");
    }

    @Test
    void a_wrong_command_line_is_a_usage_error() {
        assertThat(gate("eval", "--endpoint", "http://h", "--command", "c", "--eval-set", "s", "--output", "r")
                        .status())
                .isEqualTo(ExitStatus.USAGE.number());
        assertThat(gate("eval", "--parent", "ab".repeat(32), "--eval-set", "s", "--output", "r")
                        .status())
                .isEqualTo(ExitStatus.USAGE.number());
        Shell.Result result = gate("eval", "--concurrency", "0", "--eval-set", "s", "--output", "r");
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.number());
        assertThat(result.err()).contains("--concurrency is '0', but a whole number from 1 to 1000000 is required");
    }

    @Test
    void nothing_that_could_answer_is_an_error() {
        Shell.Result result = gate("eval", "--eval-set", "set.jsonl", "--output", "r.json");

        assertThat(result.status()).isEqualTo(ExitStatus.COULD_NOT_JUDGE.number());
        assertThat(result.err()).contains("nothing is named that could answer, but a model is required");
    }

    private Shell.Result gate(String... line) {
        return new Shell(directory).run(line);
    }
}
