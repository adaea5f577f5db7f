package dev.modelgate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Evaluates once against an endpoint of its own and once in this process, for {@link ArchiveTraining}. */
final class EvalTraining {

    private static final String CASE =
            "{\"id\": \"c%d\", \"input\": \"past of go?\", \"expected\": \"went\", \"buckets\": [\"b%d\"]}\n";
    private static final String WIRING = "version: 1\nwiring:\n  runtime: {kind: openai-chat, model: m}\n";
    private static final byte[] ANSWER =
            "{\"choices\": [{\"index\": 0, \"message\": {\"content\": \"went\"}, \"finish_reason\": \"stop\"}], \"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 3}}"
                    .getBytes(StandardCharsets.UTF_8);

    private EvalTraining() {}

    static void run(Invocation invocation) throws IOException {
        Path directory = Files.createTempDirectory("gate-training");
        try {
            Files.writeString(directory.resolve("gate.yaml"), WIRING);
            Files.writeString(directory.resolve("set.jsonl"), CASE.formatted(1, 1) + CASE.formatted(2, 2));
            behindHttp(invocation.in(directory));
            inThisProcess(invocation, directory.resolve("report.json"));
        } finally {
            for (String name : List.of("gate.yaml", "set.jsonl", "report.json", "report_cases.jsonl")) {
                Files.deleteIfExists(directory.resolve(name));
            }
            Files.delete(directory);
        }
    }

    private static void behindHttp(Invocation invocation) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", EvalTraining::answer);
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
            Gate.run(
                    List.of("eval", "--endpoint", url, "--eval-set", "set.jsonl", "--output", "report.json"),
                    invocation);
        } finally {
            server.stop(0);
        }
    }

    /** The project's own model, where this is a checkout of it. */
    private static void inThisProcess(Invocation invocation, Path report) {
        try {
            Path tutor = Path.of(System.getProperty("gate.home", "."), "examples", "grammar-tutor");
            Gate.run(
                    List.of(
                            "eval",
                            "--bundle",
                            tutor.resolve("models/clean").toString(),
                            "--eval-set",
                            tutor.resolve("data/eval/phase-20.jsonl").toString(),
                            "--output",
                            report.toString()),
                    invocation.in(tutor.resolve("../..").normalize()));
        } catch (CannotJudgeException | UnsatisfiedLinkError e) {
            // what cannot run here need not start fast
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
    }
}
