package dev.modelgate.registry.artifact.oci;

import dev.modelgate.registry.http.HttpCall;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that a registry sends us to: HTTPS, or HTTP on the loopback. */
final class SafeAddress {

    private SafeAddress() {}

    /**
     * Reads an address.
     *
     * @param what names it, for messages
     * @throws RemoteFailure where it may not be gone to; only the harmless part of the address is repeated
     */
    static URI parse(String text, String what) {
        try {
            return checked(new URI(text), what);
        } catch (URISyntaxException e) {
            throw new RemoteFailure( // the exception repeats the address, which may hold a signature
                    Kind.REJECTED, what + " is at no valid address, but one is required; see the registry's settings");
        }
    }

    /** As {@link #parse}, relative to the address that was asked. */
    static URI resolve(URI from, String text, String what) {
        return parse(from.resolve(parseLoosely(text, what)).toString(), what);
    }

    private static URI parseLoosely(String text, String what) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new RemoteFailure(
                    Kind.REJECTED, what + " is at no valid address, but one is required; see the registry's settings");
        }
    }

    private static URI checked(URI uri, String what) {
        boolean secure = "https".equals(uri.getScheme());
        boolean local =
                "http".equals(uri.getScheme()) && uri.getHost() != null && OciReference.isLoopback(uri.getHost());
        if (uri.getHost() == null || uri.getUserInfo() != null || !(secure || local)) {
            throw new RemoteFailure(
                    Kind.REJECTED,
                    "%s is at %s, but only https is gone to (http on the loopback); see the registry's settings"
                            .formatted(what, uri.getHost() == null ? "no host" : HttpCall.shown(uri)));
        }
        return uri;
    }

    /** True where scheme, host and port are the same: only there our credentials go. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }
}
