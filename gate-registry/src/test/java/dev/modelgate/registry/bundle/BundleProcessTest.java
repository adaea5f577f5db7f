package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a JVM of its own can show: its memory and its locale. */
@Timeout(300)
class BundleProcessTest {

    /** SHA-256 of 2,147,483,653 zero bytes, by {@code head -c 2147483653 /dev/zero | sha256sum}. */
    private static final String ZEROS = "68bdfcb656af3067b8110b5cc839b4e12b180ef11e86011b8df4a709fe2c2f67";

    /** SHA-256 of the byte 7. */
    private static final String SEVEN = "ca358758f6d27e6cf45272937977a748fd88391db679ceda7dc7bf1f005ee879";

    /** SHA-256 of 64 MiB of zero bytes and the byte 7. */
    private static final String ZEROS_THEN_SEVEN = "b858396ca0503e809d183fe92c460eed3c5eb8f348b3098f74179349096cfa00";

    @TempDir
    private Path directory;

    /** The second tensor begins where an int can no longer point. */
    @Test
    void reads_tensors_and_files_far_larger_than_the_heap() throws Exception {
        long size = Integer.MAX_VALUE + 6L;
        String header = "{\"w\":{\"dtype\":\"U8\",\"shape\":[%1$d],\"data_offsets\":[0,%1$d]},"
                + "\"z\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[%1$d,%2$d]}}";
        String sized = header.formatted(size, size + 1);
        Bundle bundle = Bundle.in(directory)
                .with("m.safetensors", StoredBytes.file(sized))
                .with("model.onnx", "");
        append(bundle.path("m.safetensors"), size, (byte) 7);
        append(bundle.path("model.onnx"), 64 << 20, (byte) 7);

        String document = run(List.of("-Xmx24m"), "C.UTF-8");

        assertThat(document)
                .contains("\"name\":\"w\",\"sha256\":\"%s\",\"shape\":[%d]".formatted(ZEROS, size))
                .contains("\"name\":\"z\",\"sha256\":\"%s\",\"shape\":[1]".formatted(SEVEN))
                .contains("\"path\":\"model.onnx\",\"sha256\":\"%s\",\"size\":67108865".formatted(ZEROS_THEN_SEVEN));
    }

    @Test
    void gives_the_same_document_whatever_the_locale() throws Exception {
        Bundle bundle = Bundle.in(directory).with("ä/gewichte-😀.bin", "x").with("e\u0301", "y");
        String expected = new String(bundle.read().bytes(), StandardCharsets.UTF_8);

        assertThat(run(List.of(), "C.UTF-8")).isEqualTo(expected);
        assertThat(run(List.of(), "POSIX")).isEqualTo(expected);
    }

    /** Zeros that take no room on the disk, then one byte. */
    private static void append(Path file, long zeros, byte last) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.seek(sparse.length() + zeros);
            sparse.write(last);
        }
    }

    private String run(List<String> options, String locale) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ShaProgram.class.getName(), directory.toString(), "--document"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
