package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** moto, a server of S3 on the loopback, for one test. */
final class S3Server implements AutoCloseable {

    private static final Path MOTO = Path.of(System.getProperty("project.root"), ".gate/real/s3/bin/moto_server");
    private static final long BEGINS_WITHIN = TimeUnit.SECONDS.toNanos(120);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final Path output;
    private final String url;

    private S3Server(Process process, Path output, String url) {
        this.process = process;
        this.output = output;
        this.url = url;
    }

    static S3Server start(Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(MOTO)) {
            fail("%s is missing, but this test needs it; run scripts/real/install-s3.sh".formatted(MOTO));
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path output = Files.createTempFile(folder, "moto", ".out");
        Process process = new ProcessBuilder(MOTO.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        S3Server server = new S3Server(process, output, "http://127.0.0.1:" + port);
        try {
            server.awaitAnswer();
            return server;
        } catch (AssertionError | IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    String url() {
        return url;
    }

    /** Makes a bucket, or writes an object over another. */
    void put(String path, String content) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=tests/20260101/us-east-1/s3/aws4_request")
                .PUT(HttpRequest.BodyPublishers.ofString(content))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/moto-api/"))
                .timeout(Duration.ofSeconds(30))
                .build();
        while (true) {
            try {
                client.send(request, HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                boolean late = System.nanoTime() - began > BEGINS_WITHIN;
                assertThat(process.isAlive() && !late)
                        .as("moto begins: %s", Files.readString(output))
                        .isTrue();
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
