package dev.modelgate.registry.gitstore;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** The keys of one host, from lines of {@code known_hosts}. It is trusted by these only, never by a first meeting. */
final class HostKeys implements ServerKeyDatabase {

    static final String VARIABLE = "GATE_REGISTRY_KNOWN_HOSTS";

    private final String host;
    private final List<PublicKey> keys;
    private volatile Optional<String> refused = Optional.empty();

    private HostKeys(String host, List<PublicKey> keys) {
        this.host = host;
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads the lines that are about a remote's host; hashed names, patterns and {@code @revoked} are understood.
     *
     * @param text the variable's; empty where it is not set
     * @throws CannotJudgeException where a line cannot be read or none is about that host
     */
    static HostKeys of(Optional<String> text, URIish remote) {
        List<String> lines = text.orElseThrow(HostKeys::missing).lines().toList();
        String host = remote.getHost().toLowerCase(Locale.ROOT);
        int port = SshConstants.TO_EFFECTIVE_PORT.applyAsInt(remote.getPort());
        List<PublicKey> keys = new ArrayList<>();
        List<PublicKey> revoked = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                read(line, i + 1, host, port, keys, revoked);
            }
        }
        keys.removeIf(key -> isAmong(revoked, key));
        String name = port == SshConstants.DEFAULT_PORT ? host : "[%s]:%d".formatted(host, port);
        if (keys.isEmpty()) {
            throw new CannotJudgeException(
                    "GATE_REGISTRY_KNOWN_HOSTS has no key of '%s', but that host is trusted by its key only; add its lines, as ssh-keyscan prints them"
                            .formatted(name));
        }
        return new HostKeys(name, keys);
    }

    private static void read(
            String line, int number, String host, int port, List<PublicKey> keys, List<PublicKey> revoked) {
        try {
            KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line);
            PublicKey key = entry.getKeyEntry().resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
            boolean isRevoked = "revoked".equals(entry.getMarker());
            if (entry.getMarker() != null && !isRevoked) {
                throw malformed(number);
            }
            if (isRevoked) {
                revoked.add(key); // whatever host the line names: nothing good is said of the key
            } else if (entry.isHostMatch(host, port)) {
                keys.add(key);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw malformed(number);
        }
    }

    private static CannotJudgeException missing() {
        return new CannotJudgeException(
                "GATE_REGISTRY_SSH_KEY is set without GATE_REGISTRY_KNOWN_HOSTS, but a host is trusted by its key only; set it to the host's lines as ssh-keyscan prints them, once they are compared with what the host publishes");
    }

    /** Does not quote the line: what was pasted into the wrong variable may be the private key. */
    private static CannotJudgeException malformed(int number) {
        return new CannotJudgeException(
                "line %d of GATE_REGISTRY_KNOWN_HOSTS is no line of known_hosts that can be used, but each must be 'HOST TYPE KEY', or so after @revoked; give them as ssh-keyscan prints them"
                        .formatted(number));
    }

    /** Lets the client ask for a kind of key that is known, where the host has several. */
    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remoteAddress, Configuration config) {
        return keys;
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remoteAddress,
            PublicKey serverKey,
            Configuration config,
            @Nullable CredentialsProvider provider) {
        boolean isKnown = isAmong(keys, serverKey);
        if (!isKnown) {
            refused = Optional.of(
                    "the host '%s' shows the key %s, but GATE_REGISTRY_KNOWN_HOSTS has %s for it; find out who answers there, and change the variable only if the host's owner changed the key"
                            .formatted(host, KeyUtils.getFingerPrint(serverKey), fingerprints()));
        }
        return isKnown;
    }

    /** Why the host was not trusted when it was met last; empty where it was, or was not met. */
    Optional<String> refused() {
        return refused;
    }

    private String fingerprints() {
        return String.join(
                ", ", keys.stream().map(KeyUtils::getFingerPrint).sorted().toList());
    }

    private static boolean isAmong(List<PublicKey> keys, PublicKey key) {
        return keys.stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
    }
}
