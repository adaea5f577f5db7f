package dev.modelgate.registry.artifact.oci;

import dev.modelgate.eval.json.ShownAddress;
import dev.modelgate.registry.http.HttpCall;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Addresses that a registry sends us to: HTTPS alone. Only one that is itself reached by HTTP, on the loopback, may
 * name another such: a registry elsewhere has no business with the servers of this machine.
 */
final class SafeAddress {

    private SafeAddress() {}

    /**
     * Reads an address.
     *
     * @param from where it was named
     * @param what names it, for messages
     * @throws RemoteFailure where it may not be gone to; only the harmless part of the address is repeated
     */
    static URI parse(URI from, String text, String what) {
        try {
            return checked(from, new URI(text), what);
        } catch (URISyntaxException e) {
            throw new RemoteFailure( // the exception repeats the address, which may hold a signature
                    Kind.REJECTED, what + " is at no valid address, but one is required; see the registry's settings");
        }
    }

    /** As {@link #parse}, relative to the address that was asked. */
    static URI resolve(URI from, String text, String what) {
        return parse(from, from.resolve(parseLoosely(text, what)).toString(), what);
    }

    private static URI parseLoosely(String text, String what) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new RemoteFailure(
                    Kind.REJECTED, what + " is at no valid address, but one is required; see the registry's settings");
        }
    }

    private static URI checked(URI from, URI uri, String what) {
        boolean secure = "https".equals(uri.getScheme());
        boolean local = isLocal(from) && isLocal(uri);
        if (uri.getHost() == null || uri.getUserInfo() != null || !(secure || local)) {
            throw new RemoteFailure(
                    Kind.REJECTED,
                    "%s is at %s, but from %s only https is gone to (http from and to the loopback); see the registry's settings"
                            .formatted(
                                    what,
                                    uri.getHost() == null ? "no host" : HttpCall.shown(uri),
                                    ShownAddress.origin(from)));
        }
        return uri;
    }

    private static boolean isLocal(URI uri) {
        return "http".equals(uri.getScheme()) && uri.getHost() != null && OciReference.isLoopback(uri.getHost());
    }

    /** True where scheme, host and port are the same: only there our credentials go. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    /** Registries are known to name their own address with the port that goes without saying. */
    private static int port(URI uri) {
        int usual = "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 ? usual : uri.getPort();
    }
}
