package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** DVC and git at work in one directory, with a home of their own. */
final class DvcProgram {

    private static final Path DVC = Path.of(System.getProperty("project.root"), ".gate/real/dvc/bin/dvc");
    private static final int SECONDS = 300;

    private final Path home;
    private final Path directory;

    private DvcProgram(Path home, Path directory) {
        this.home = home;
        this.directory = directory;
    }

    static DvcProgram in(Path home, Path directory) throws IOException {
        if (!Files.isExecutable(DVC)) {
            fail("%s is missing, but this test needs it; run scripts/real/install-dvc.sh".formatted(DVC));
        }
        return new DvcProgram(Files.createDirectories(home), Files.createDirectories(directory));
    }

    String dvc(String... arguments) throws IOException, InterruptedException {
        return run(DVC.toString(), arguments);
    }

    String git(String... arguments) throws IOException, InterruptedException {
        return run("git", arguments);
    }

    private String run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(List.of(arguments));
        Path output = Files.createTempFile(home, "run", ".out");
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", DVC.getParent() + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("DVC_NO_ANALYTICS", "1");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %d s", line, SECONDS)
                    .isTrue();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as("%s: %s", line, text).isZero();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
