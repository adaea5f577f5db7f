package dev.modelgate.registry.gitstore;

import dev.modelgate.core.CannotJudgeException;
import java.net.URISyntaxException;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a registry lies in git, as the user writes it: {@code git+ssh://HOST/REPOSITORY#BRANCH}, or with
 * {@code git+https://}, {@code git+http://} or {@code git+file://}.
 *
 * @param uri as it was written
 * @param remote the repository
 * @param branch only {@code gate} writes it
 */
public record GitAddress(String uri, URIish remote, String branch) {

    public static final String SCHEME = "git+";

    /** The branch of a URI that names none. */
    public static final String DEFAULT_BRANCH = "registry";

    private static final Set<String> SCHEMES = Set.of("ssh", "https", "http", "file");

    public GitAddress {
        if (!Repository.isValidRefName(Constants.R_HEADS + branch)) {
            throw new CannotJudgeException(
                    "the branch of the registry is '%s', but git has no such branch names; change what follows '#'"
                            .formatted(branch));
        }
    }

    /**
     * Reads a URI.
     *
     * @throws CannotJudgeException where it is none that a registry can lie at, or carries credentials; those it does
     *     not repeat
     */
    public static GitAddress of(String uri) {
        int hash = uri.indexOf('#');
        String url = uri.substring(SCHEME.length(), hash < 0 ? uri.length() : hash);
        URIish remote = parse(url);
        boolean hasSecret = remote.getPass() != null || (remote.getUser() != null && !"ssh".equals(remote.getScheme()));
        if (hasSecret) {
            throw new CannotJudgeException(
                    "the registry's address holds credentials, but they come from the environment only; set GATE_REGISTRY_USER and GATE_REGISTRY_PASSWORD");
        }
        return new GitAddress(uri, remote, hash < 0 ? DEFAULT_BRANCH : uri.substring(hash + 1));
    }

    private static URIish parse(String url) {
        try {
            URIish remote = new URIish(url);
            boolean isKnown = remote.getScheme() != null && SCHEMES.contains(remote.getScheme());
            if (isKnown && (remote.getHost() != null || remote.getScheme().equals("file"))) {
                return remote;
            }
        } catch (URISyntaxException e) {
            throw malformed(e);
        }
        throw malformed(new URISyntaxException("", "no such scheme"));
    }

    /** Says nothing of the text: a password may be what made it unreadable. */
    private static CannotJudgeException malformed(URISyntaxException cause) {
        return new CannotJudgeException(
                "the registry's address starts with 'git+', but is none of git+ssh://, git+https://, git+http:// or git+file:// with a repository; change it",
                cause);
    }

    String ref() {
        return Constants.R_HEADS + branch;
    }
}
