package dev.modelgate.registry.artifact.oci;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be shown who we are: one {@code WWW-Authenticate} header.
 *
 * @param scheme in lower case: {@code basic}, {@code bearer}
 */
record Challenge(String scheme, ImmutableMap<String, String> parameters) {

    private static final Pattern SCHEME = Pattern.compile("\\s*([A-Za-z]+)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

    /** The one we can meet best: a token before a password. */
    static Optional<Challenge> best(List<String> headers) {
        List<Challenge> all =
                headers.stream().flatMap(header -> parse(header).stream()).toList();
        return all.stream()
                .filter(each -> each.scheme().equals("bearer"))
                .findFirst()
                .or(() -> all.stream()
                        .filter(each -> each.scheme().equals("basic"))
                        .findFirst());
    }

    private static Optional<Challenge> parse(String header) {
        Matcher scheme = SCHEME.matcher(header);
        if (!scheme.matches()) {
            return Optional.empty();
        }
        ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
        Matcher parameter = PARAMETER.matcher(scheme.group(2));
        while (parameter.find()) {
            String quoted = parameter.group(2);
            String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), value);
        }
        return Optional.of(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters.buildKeepingLast()));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
