package dev.modelgate.eval.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.eval.candidate.TestUser;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.json.YamlReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A suite's server under another user, who is made for this and removed. */
@Tag("real")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StartedServerRealTest {

    /** Answers who it is and what it finds. */
    private static final String SERVER = """
            import http.server, os, sys
            class Who(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
                    found = [os.getuid(), sorted(os.listdir(".")), sorted(os.listdir(sys.argv[2]))]
                    self.wfile.write(repr(found).encode())
            http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Who).serve_forever()
            """;

    @TempDir
    Path project;

    @Test
    void a_server_runs_as_the_user_with_the_files_that_are_named_and_is_ended() throws Exception {
        Files.writeString(project.resolve("serve.py"), SERVER);
        Files.writeString(project.resolve("verbs.tsv"), "go went");
        Files.writeString(project.resolve("eval.jsonl"), "the answers");
        Path bundle = Files.createDirectory(project.resolve("bundle"));
        Files.writeString(bundle.resolve("model.onnx"), "weights");
        Section words = Section.of(
                YamlReader.read(
                        "{command: [python3, serve.py, '{port}', '{bundle}'], files: [verbs.tsv]}"
                                .getBytes(StandardCharsets.UTF_8),
                        "gate.yaml"),
                "command",
                "server");

        try (TestUser made = TestUser.make()) {
            try (StartedServer server = StartedServer.start(words, Optional.of(made.user()), project, bundle)) {
                assertThat(get(server.url(words)))
                        .isEqualTo("[%d, ['serve.py', 'verbs.tsv'], ['model.onnx']]"
                                .formatted(made.user().uid()));
            }
            assertThat(made.processes()).isZero();
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
