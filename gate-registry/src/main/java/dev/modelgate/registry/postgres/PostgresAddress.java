package dev.modelgate.registry.postgres;

import dev.modelgate.core.CannotJudgeException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a registry lies in PostgreSQL, as the user writes it:
 * {@code jdbc:postgresql://HOST:PORT/DATABASE?currentSchema=SCHEMA}. Credentials are no part of it, for a URI is
 * shown in messages, in process lists and in logs.
 *
 * @param schema the registry's own
 */
public record PostgresAddress(String url, String schema) {

    public static final String SCHEME = "jdbc:postgresql:";

    /** The schema of a URI that names none. */
    public static final String DEFAULT_SCHEMA = "modelgate";

    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passwd|secret|token).*|user");

    public PostgresAddress {
        if (!SCHEMA.matcher(schema).matches() || schema.startsWith("pg_")) {
            throw new CannotJudgeException(
                    "the schema of the registry is '%s', but lower-case letters, digits and '_' are required, not starting with a digit or 'pg_'; change currentSchema"
                            .formatted(schema));
        }
    }

    /**
     * Reads a URI.
     *
     * @throws CannotJudgeException where it carries credentials, or its schema can be none; the message shows none of
     *     what could be a secret
     */
    public static PostgresAddress of(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw new IllegalArgumentException("no address of PostgreSQL");
        }
        int query = uri.indexOf('?');
        String place = query < 0 ? uri : uri.substring(0, query);
        requireNoSecret(place.indexOf('@') < 0, "a user before '@'");
        Optional<String> schema = Optional.empty();
        for (String parameter :
                query < 0 ? new String[0] : uri.substring(query + 1).split("&", -1)) {
            String name = parameter.replaceFirst("=.*", "");
            requireNoSecret(!SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches(), "'" + name + "'");
            if (name.equals("currentSchema")) {
                schema = Optional.of(
                        URLDecoder.decode(parameter.substring(parameter.indexOf('=') + 1), StandardCharsets.UTF_8));
            }
        }
        return new PostgresAddress(uri, schema.orElse(DEFAULT_SCHEMA));
    }

    private static void requireNoSecret(boolean holds, String what) {
        if (!holds) {
            throw new CannotJudgeException(
                    "the registry's address holds %s, but credentials come from the environment only; set GATE_REGISTRY_USER and GATE_REGISTRY_PASSWORD"
                            .formatted(what));
        }
    }

    @Override
    public String toString() {
        return url;
    }
}
