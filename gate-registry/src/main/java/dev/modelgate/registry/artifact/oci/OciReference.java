package dev.modelgate.registry.artifact.oci;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.render.Printable;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository of a registry and, in it, a tag or a digest: {@code oci:HOST[:PORT]/REPOSITORY[:TAG|@sha256:…]}. The
 * host is always named: there is no registry that is meant when none is.
 */
public record OciReference(String host, String repository, Optional<String> tag, Optional<Digest> digest) {

    static final String PREFIX = "oci:";

    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern FORM =
            Pattern.compile("oci:(?<host>(?:[A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?)"
                    + "/(?<repository>" + PART + "(?:/" + PART + ")*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?");
    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])(?::[0-9]+)?");

    /**
     * Reads a reference.
     *
     * @throws CannotJudgeException where it is none
     */
    public static OciReference parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !isHost(matcher.group("host"))) {
            throw new CannotJudgeException(
                    "the source is '%s', but oci:HOST[:PORT]/REPOSITORY with :TAG or @sha256:… is required; write the registry's host too"
                            .formatted(Printable.line(text)));
        }
        return new OciReference(
                matcher.group("host"),
                matcher.group("repository"),
                Optional.ofNullable(matcher.group("tag")),
                Optional.ofNullable(matcher.group("digest")).map(Digest::parse));
    }

    /** {@code library/model} is a repository without a host, and must not make {@code library} one. */
    private static boolean isHost(String text) {
        return text.contains(".") || text.contains(":") || text.equals("localhost");
    }

    /** HTTP on the loopback alone; everything else is HTTPS. */
    URI base() {
        return URI.create((isLoopback(host) ? "http://" : "https://") + host);
    }

    /** True for a host, with or without port, that is this machine by its very name. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** The repository: without tag and digest. */
    public String repositoryName() {
        return PREFIX + host + "/" + repository;
    }

    /** The repository at one digest. */
    public String at(Digest content) {
        return repositoryName() + "@" + content;
    }

    @Override
    public String toString() {
        return repositoryName()
                + tag.map(it -> ":" + it).orElse("")
                + digest.map(it -> "@" + it).orElse("");
    }
}
