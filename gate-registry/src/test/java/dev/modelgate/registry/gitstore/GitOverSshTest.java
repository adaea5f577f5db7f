package dev.modelgate.registry.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.port.RegistryStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry behind SSH and git's own receive-pack, hooks and all. */
class GitOverSshTest {

    @TempDir
    Path folder;

    private final SshSessionFactory before = SshSessionFactory.getInstance();
    private SshServer server;
    private Path remote;

    @BeforeEach
    void server() throws Exception {
        File home = Files.createDirectories(folder.resolve("home")).toFile();
        server = SshServer.start(home.toPath());
        remote = folder.resolve("remote.git");
        Git.init().setBare(true).setDirectory(remote.toFile()).call().close();
        SshSessionFactory.setInstance(new SshdSessionFactoryBuilder()
                .setHomeDirectory(home)
                .setSshDirectory(new File(home, ".ssh"))
                .build(null));
    }

    @AfterEach
    void stop() throws IOException {
        SshSessionFactory.setInstance(before);
        server.close();
    }

    private RegistryStore store() {
        return store("git+ssh://dev@127.0.0.1:%d%s#registry".formatted(server.port(), remote));
    }

    private RegistryStore store(String uri) {
        return new GitRegistryStore(
                GitAddress.of(uri),
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()),
                notice -> {});
    }

    @Test
    void what_was_pushed_is_read_back_and_is_what_git_itself_has() throws Exception {
        append("{}");
        append("{\"a\":1}");

        assertThat(store().<Optional<String>>read(RegistryStore.Reader::lastEvent))
                .contains("{\"a\":1}");
        Process git =
                new ProcessBuilder("git", "-C", remote.toString(), "show", "registry:registry/index.jsonl").start();
        assertThat(git.inputReader().lines()).containsExactly("{}", "{\"a\":1}");
    }

    @Test
    void says_so_when_the_remote_forbids_the_push() throws Exception {
        append("{}");
        Path hook = Files.createDirectories(remote.resolve("hooks")).resolve("pre-receive");
        Files.writeString(hook, "#!/bin/sh\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> append("{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not take the push")
                .hasMessageContaining("see its protection rules");
        assertThat(store().<Optional<String>>read(reader -> reader.event(2))).isEmpty();
    }

    @Test
    void a_host_that_is_not_known_is_not_trusted() throws IOException {
        Files.writeString(folder.resolve("home/.ssh/known_hosts"), "");

        assertThatThrownBy(() -> append("{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
    }

    private void append(String line) throws IOException {
        store().write(writer -> {
            writer.append(line);
            return true;
        });
    }
}
