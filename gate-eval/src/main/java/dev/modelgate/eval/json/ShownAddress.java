package dev.modelgate.eval.json;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as messages, reports and logs show them: without user, password and query, whatever these hold. A list of
 * the parameters that are secret would be outdated with the next storage service that signs its addresses.
 */
public final class ShownAddress {

    /**
     * Everything up to a blank or a quote; punctuation at its end does no harm in either part. With one slash an address
     * that was taken for a path, and with none a reference to a registry: so people give a login there too.
     */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<begin>(?:[A-Za-z][A-Za-z0-9+.-]*:)?//|[A-Za-z][A-Za-z0-9+.-]+:/|\\boci:)(?<rest>[^\\s'\"<>]+)");

    /**
     * Up to the last {@code @} where something other than a port follows the first colon: who did not encode a
     * password may have a slash, a question mark or another {@code @} in it.
     */
    private static final Pattern USER =
            Pattern.compile("^(?:[^/?#@]*:(?![0-9]{1,5}(?:[/?#]|$)).*|[^/?#]*)@(?!sha256:)");

    /** A branch or a heading; a token among parameters after the sharp is none. */
    private static final Pattern PLAIN_FRAGMENT = Pattern.compile("#[\\w./-]+");

    private ShownAddress() {}

    /** One address. */
    public static String of(URI uri) {
        return in(uri.toString());
    }

    /** Scheme, host and port: all that credentials are bound to. */
    public static String origin(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return "%s://%s%s".formatted(uri.getScheme(), uri.getHost(), port);
    }

    /** A text with every address in it as it may be shown; the same text where none is. */
    public static String in(String text) {
        return ADDRESS.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + withoutSecrets(found.group(2))));
    }

    private static String withoutSecrets(String rest) {
        String place = USER.matcher(rest).replaceFirst("");
        int query = place.indexOf('?');
        int sharp = place.indexOf('#');
        String path =
                place.substring(0, Math.min(query < 0 ? place.length() : query, sharp < 0 ? place.length() : sharp));
        String fragment = sharp < 0 ? "" : place.substring(sharp);
        return PLAIN_FRAGMENT.matcher(fragment).matches() ? path + fragment : path;
    }
}
