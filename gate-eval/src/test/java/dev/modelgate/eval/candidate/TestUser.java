package dev.modelgate.eval.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A user of this machine, made for a test and removed with all of his processes afterwards. */
public final class TestUser implements AutoCloseable {

    private final CandidateUser user;

    private TestUser(CandidateUser user) {
        this.user = user;
    }

    /** Fails where sudo is missing or asks for a password. */
    public static TestUser make() throws IOException {
        String name = "gate-test-" + ProcessHandle.current().pid();
        asRoot("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name);
        return new TestUser(
                CandidateUser.in(Map.of(CandidateUser.VARIABLE, name)).orElseThrow());
    }

    public CandidateUser user() {
        return user;
    }

    /** How many processes he has. */
    public int processes() {
        return Leftovers.of(user.uid()).size();
    }

    @Override
    public void close() throws IOException {
        new Sudo(user).kill(List.of("-1"));
        asRoot("userdel", user.name());
    }

    private static void asRoot(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sudo", "--non-interactive", "--");
        builder.command().addAll(List.of(command));
        CompletableFuture<Process> ended = builder.inheritIO().start().onExit();
        assertThat(ended.join().exitValue())
                .as(
                        "%s; scripts/real/install-sudo.sh installs sudo, which must not ask for a password",
                        builder.command())
                .isZero();
    }
}
