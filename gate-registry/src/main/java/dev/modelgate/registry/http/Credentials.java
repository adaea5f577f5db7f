package dev.modelgate.registry.http;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a server is shown to let us in. Its secret leaves it only as a header, never in a text for people. */
public sealed interface Credentials {

    /** No credentials. */
    static Credentials none() {
        return new None();
    }

    /** The value of the {@code Authorization} header. */
    Optional<String> header();

    /** What must not appear in any message. */
    ImmutableList<String> secrets();

    static Credentials basic(String user, String password) {
        return new Basic(user, password);
    }

    static Credentials bearer(String token) {
        return new Bearer(token);
    }

    /** The text with every secret blotted out: servers echo what they were sent. */
    default String redacted(String text) {
        String clean = text;
        for (String secret : secrets()) {
            clean = secret.isEmpty() ? clean : clean.replace(secret, "[secret]");
        }
        return clean;
    }

    /** Nothing is shown. */
    record None() implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }

        @Override
        public ImmutableList<String> secrets() {
            return ImmutableList.of();
        }
    }

    /** User and password. */
    record Basic(String user, String password) implements Credentials {

        private String encoded() {
            return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Optional<String> header() {
            return Optional.of("Basic " + encoded());
        }

        @Override
        public ImmutableList<String> secrets() {
            return ImmutableList.of(encoded(), password);
        }

        @Override
        public String toString() {
            return "user and password";
        }
    }

    /** A token. */
    record Bearer(String token) implements Credentials {

        public Bearer {
            if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new IllegalArgumentException("a token holds characters that no header can carry; copy it again");
            }
        }

        @Override
        public Optional<String> header() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public ImmutableList<String> secrets() {
            return ImmutableList.of(token);
        }

        @Override
        public String toString() {
            return "a token";
        }
    }
}
