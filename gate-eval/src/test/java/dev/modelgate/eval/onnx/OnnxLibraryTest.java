package dev.modelgate.eval.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OnnxLibraryTest {

    /** What the process of the test runs. */
    static final class Loading {
        public static void main(String[] arguments) {
            System.out.println("loaded " + OnnxLibrary.environment().getVersion());
        }
    }

    @Test
    void loads_in_a_process_whose_command_line_is_long() throws Exception {
        String padding = (File.pathSeparator + "/nonexistent/" + "x".repeat(180) + ".jar").repeat(300);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path") + padding,
                        Loading.class.getName()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("loaded 1.");
    }
}
