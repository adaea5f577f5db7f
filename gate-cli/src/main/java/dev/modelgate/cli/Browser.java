package dev.modelgate.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Opens a file as the desktop would; on a server or in a pipe it only says where the file is. */
final class Browser {

    private Browser() {}

    static void open(Path file, Invocation invocation) {
        if (!invocation.terminal()) {
            return;
        }
        String opener = System.getProperty("os.name", "").startsWith("Mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(opener, file.toAbsolutePath().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            invocation
                    .err()
                    .println("gate: warning: %s is not there to open it (%s); open the file yourself"
                            .formatted(opener, e.getMessage()));
        }
    }
}
