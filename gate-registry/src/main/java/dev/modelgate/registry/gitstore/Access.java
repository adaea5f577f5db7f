package dev.modelgate.registry.gitstore;

import dev.modelgate.core.CannotJudgeException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** What lets us into a remote; only what its scheme can use counts. */
interface Access {

    /** Gives a transport what it needs, before it connects. */
    void give(Transport transport);

    /** Says more of a failure where it is known why the remote, or we, said no. */
    default TransportException explain(TransportException failure) {
        return failure;
    }

    /**
     * Reads the environment: over SSH a deploy key where there is one, else what the user's own SSH set-up has; over
     * anything else a login.
     *
     * @throws CannotJudgeException where a deploy key, or what must come with it, cannot be used
     */
    static Access of(GitAddress address, Map<String, String> variables) {
        if (!"ssh".equals(address.remote().getScheme())) {
            return login(address, variables);
        }
        Optional<String> key = variable(variables, PrivateKeyText.VARIABLE);
        Optional<String> hosts = variable(variables, HostKeys.VARIABLE);
        if (key.isPresent()) {
            requireOwnClient(variables);
            return new DeployKey(PrivateKeyText.read(key.get()), HostKeys.of(hosts, address.remote()));
        }
        if (hosts.isPresent()) {
            throw new CannotJudgeException(
                    "GATE_REGISTRY_KNOWN_HOSTS is set and GATE_REGISTRY_SSH_KEY is empty, but they go together; set the deploy key too, or neither to use ~/.ssh");
        }
        return transport -> {};
    }

    private static Access login(GitAddress address, Map<String, String> variables) {
        Optional<String> password = variable(variables, "GATE_REGISTRY_PASSWORD");
        if (password.isEmpty()) {
            return transport -> {};
        }
        var login = new Login(address.remote(), variables.getOrDefault("GATE_REGISTRY_USER", ""), password.get());
        return transport -> transport.setCredentialsProvider(login);
    }

    /** A user and password for one server; whoever a redirect leads to gets nothing, whatever git is configured to do. */
    final class Login extends UsernamePasswordCredentialsProvider {

        private final URIish server;

        Login(URIish server, String user, String password) {
            super(user, password);
            this.server = server;
        }

        @Override
        public boolean get(URIish asking, CredentialItem... items) {
            return isServer(asking) && super.get(asking, items);
        }

        private boolean isServer(URIish asking) {
            return Objects.equals(asking.getScheme(), server.getScheme())
                    && Objects.equals(asking.getHost(), server.getHost())
                    && asking.getPort() == server.getPort();
        }
    }

    /** The program in {@code GIT_SSH} would be started in our client's place, and use other keys and hosts. */
    private static void requireOwnClient(Map<String, String> variables) {
        if (variables.containsKey("GIT_SSH")) {
            throw new CannotJudgeException(
                    "GIT_SSH is set, but with GATE_REGISTRY_SSH_KEY that key and no other program decides; unset one of them");
        }
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
