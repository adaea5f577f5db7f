package dev.modelgate.eval.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Only regular files are read; whatever else would be waited for in vain. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InputFilesKindTest {

    @TempDir
    Path folder;

    @Test
    void refuses_a_pipe_that_nobody_writes_to() throws Exception {
        Path pipe = folder.resolve("cases.jsonl");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertRefused(pipe);
        assertRefused(Files.createSymbolicLink(folder.resolve("link"), pipe));
    }

    @Test
    void refuses_a_device() {
        assertRefused(Path.of("/dev/zero"));
    }

    @Test
    void refuses_a_socket() throws Exception {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            assertRefused(socket);
        }
    }

    @Test
    void reads_a_file_by_a_link_to_it() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "content");

        assertThat(InputFiles.bytes(Files.createSymbolicLink(folder.resolve("link"), file)))
                .asString()
                .isEqualTo("content");
    }

    private static void assertRefused(Path file) {
        assertThatThrownBy(() -> InputFiles.bytes(file))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage(
                        "%s is a pipe, a device or a socket, but a regular file is required; write its content to a file and name that",
                        file);
    }
}
