package dev.modelgate.registry.gitstore;

import java.io.File;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.sshd.DefaultProxyDataFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/**
 * Access by one key, which never touches a disk. Nothing of the user's own counts beside it: no other key, no agent, no
 * {@code ~/.ssh/config}, no {@code known_hosts}, no password.
 */
final class DeployKey implements Access {

    /** What the client takes for the user's home: all that it would look up there is given to it instead. */
    private static final File NO_HOME = new File("no-home");

    private final String fingerprint;
    private final HostKeys hosts;
    private final SshSessionFactory sessions;

    DeployKey(KeyPair key, HostKeys hosts) {
        this.fingerprint = KeyUtils.getFingerPrint(key.getPublic());
        this.hosts = hosts;
        this.sessions = new SshdSessionFactoryBuilder()
                .setHomeDirectory(NO_HOME)
                .setSshDirectory(NO_HOME)
                .setProxyDataFactory(new DefaultProxyDataFactory())
                .setPreferredAuthentications("publickey")
                .setConfigStoreFactory((home, file, user) -> null)
                .setConnectorFactory(null)
                .setDefaultIdentities(directory -> List.of())
                .setDefaultKeysProvider(directory -> List.of(key))
                .setServerKeyDatabase((home, directory) -> hosts)
                .build(null);
    }

    @Override
    public void give(Transport transport) {
        ((SshTransport) transport).setSshSessionFactory(sessions);
    }

    @Override
    public TransportException explain(TransportException failure) {
        Optional<String> why = isLogIn(failure)
                ? Optional.of(
                        "it refuses the key %s of GATE_REGISTRY_SSH_KEY, but must let it in; add its public half to that repository as a deploy key, with write access"
                                .formatted(fingerprint))
                : hosts.refused();
        return why.map(text -> new TransportException(text, failure)).orElse(failure);
    }

    private static boolean isLogIn(TransportException failure) {
        return failure.getCause() instanceof SshException answer
                && answer.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
    }
}
