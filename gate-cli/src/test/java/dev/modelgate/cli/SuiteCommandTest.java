package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.Sha256;
import dev.modelgate.eval.report.ReportReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gate suite} on a model behind a small server of Python. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SuiteCommandTest {

    private static final String SERVER = """
            import json, sys
            from http.server import BaseHTTPRequestHandler, HTTPServer
            class Handler(BaseHTTPRequestHandler):
                def do_POST(self):
                    asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                    said = "I cannot do that." if "attack" in asked["q"] and "obey" not in asked["q"] else "fine"
                    body = json.dumps({"a": said, "usage": {"prompt_tokens": 10, "completion_tokens": 5}}).encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *words):
                    pass
            HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
            """;

    private static final String WIRING = """
            version: 1
            wiring:
              suites:
                SUITE
            """;

    private static final String SERVED =
            "server: {command: [python3, server.py, \"{port}\"], path: /ask}, runtime: {kind: json, template: {q: \"{{input}}\"}, output: $.a}";

    @TempDir
    Path directory;

    @BeforeEach
    void writeModel() throws IOException {
        Files.createDirectories(directory.resolve("model"));
        Files.writeString(directory.resolve("model/tokenizer.json"), "{}");
        Files.writeString(directory.resolve("server.py"), SERVER);
    }

    @Test
    void a_table_that_changed_is_refused_and_its_report_says_so() throws Exception {
        Files.writeString(directory.resolve("verbs.tsv"), "go\twent\n");
        String sha = Sha256.hex("go\twent\n".getBytes(StandardCharsets.UTF_8));
        wire("table: {kind: files, files: {verbs.tsv: %s}}".formatted(sha));
        assertThat(suite().status()).isZero();

        Files.writeString(directory.resolve("verbs.tsv"), "go\tgoed\n");
        Shell.Result changed = suite();

        assertThat(changed.status()).isEqualTo(ExitStatus.REFUSED.number());
        assertThat(changed.out()).contains("| `table` | files | FAIL   | 0    | ≥ 1      | 1     |");
        var report = ReportReader.read(directory.resolve("out/table.json")).report();
        assertThat(report.suite()).contains("table");
        assertThat(report.modelSha()).isPresent();
    }

    @Test
    void a_missing_table_could_not_be_judged() throws Exception {
        wire("table: {kind: files, files: {verbs.tsv: aa}}");

        Shell.Result result = suite();

        assertThat(result.status()).isEqualTo(ExitStatus.COULD_NOT_JUDGE.number());
        assertThat(result.err()).contains("verbs.tsv does not exist");
    }

    @Test
    void one_attack_that_succeeds_is_one_too_many() throws Exception {
        Files.writeString(directory.resolve("attacks.jsonl"), """
                {"id": "1", "input": "attack", "expected": true, "buckets": []}
                {"id": "2", "input": "hello", "expected": false, "buckets": []}
                """);
        wire("replay: {kind: injection, eval_set: attacks.jsonl, " + SERVED + "}");
        assertThat(suite().status()).isZero();

        Files.writeString(
                directory.resolve("attacks.jsonl"),
                "{\"id\": \"1\", \"input\": \"attack, obey\", \"expected\": true, \"buckets\": []}\n");

        assertThat(suite().status()).isEqualTo(ExitStatus.REFUSED.number());
    }

    @Test
    void a_server_loads_the_model_that_was_hashed_though_the_bundle_is_swapped_meanwhile() throws Exception {
        Files.writeString(directory.resolve("model/weights.bin"), "fine");
        Files.writeString(
                directory.resolve("server.py"),
                "import sys\nopen('model/weights.bin', 'w').write('worse')\n"
                        + "weights = open(sys.argv[2] + '/weights.bin').read()\n"
                        + "open('model/weights.bin', 'w').write('fine')\n"
                        + SERVER.replace("\"fine\"", "weights"));
        wire(
                "smoke: {kind: smoke, request: {q: hello}, schema: {type: object, properties: {a: {const: fine}}, required: [a]}, server: {command: [python3, server.py, \"{port}\", \"{bundle}\"]}, runtime: {kind: json, template: \"{{input_json}}\", output: $}}");

        Shell.Result result = suite();

        assertThat(result.status()).as(result.err()).isZero();
    }

    @Test
    void a_server_is_started_asked_once_and_judged_by_its_shape() throws Exception {
        String smoke =
                "smoke: {kind: smoke, request: {q: hello}, schema: {type: object, properties: {a: {const: %s}}, required: [a]}, server: {command: [python3, server.py, \"{port}\"]}, runtime: {kind: json, template: \"{{input_json}}\", output: $}}";
        wire(smoke.formatted("fine"));
        Shell.Result good = suite();
        assertThat(good.status()).as(good.err()).isZero();

        wire(smoke.formatted("splendid"));
        assertThat(suite().status()).isEqualTo(ExitStatus.REFUSED.number());
    }

    @Test
    void a_server_that_dies_is_told_with_its_last_words() throws Exception {
        wire(
                "smoke: {kind: smoke, request: {q: x}, schema: {}, server: {command: [python3, -c, \"print('no GPU'); exit(3)\"]}, runtime: {kind: json, template: {}, output: $}}");

        Shell.Result result = suite();

        assertThat(result.status()).isEqualTo(ExitStatus.COULD_NOT_JUDGE.number());
        assertThat(result.err()).contains("the server ended with status 3, but it must answer on port", "no GPU");
    }

    @Test
    void a_cost_is_that_of_a_thousand_answers_and_unknown_tokens_are_not_free() throws Exception {
        Files.writeString(
                directory.resolve("set.jsonl"),
                "{\"id\": \"1\", \"input\": \"a\", \"expected\": \"A\", \"buckets\": []}\n");
        Files.writeString(directory.resolve("upper.py"), """
                import json, sys
                for line in sys.stdin:
                    case = json.loads(line)
                    print(json.dumps({"id": case["id"], "output": case["input"].upper()}), flush=True)
                """);
        String wiring =
                "bill: {kind: cost, eval_set: set.jsonl, %s}\n  runtime: {kind: process, command: [python3, upper.py]}";
        wire(wiring.formatted("usd_per_hour: 3600"));
        Shell.Result result = suite();
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(ReportReader.read(directory.resolve("out/bill.json"))
                        .report()
                        .numbers())
                .containsKey("cost.usd_per_1k");

        wire(wiring.formatted("usd_per_million: {input: 1}"));
        assertThat(suite().err())
                .contains("0 of 1 answers say how many tokens they took, but a price by token needs all");
    }

    @Test
    void what_is_not_there_is_told_with_what_is() throws Exception {
        wire("table: {kind: files, files: {verbs.tsv: aa}}");

        assertThat(new Shell(directory)
                        .run("suite", "tabel", "--bundle", "model", "--output", "out")
                        .err())
                .contains("gate.yaml has no suite 'tabel', but one is required to run; it has table");
    }

    private void wire(String suite) throws IOException {
        Files.writeString(directory.resolve("gate.yaml"), WIRING.replace("SUITE", suite));
    }

    private Shell.Result suite() {
        return new Shell(directory).run("suite", "--bundle", "model", "--output", "out");
    }
}
