package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * What DVC's options of an S3 remote mean to who only reads. An option that would change what is read, or how far a
 * server is trusted, is refused unless it is understood; so is a word that DVC does not know.
 *
 * @param endpoint of a server other than Amazon's; it is asked for {@code /BUCKET/KEY} then, as DVC does
 * @param keys stated by the remote; else they are looked for as Amazon's tools do
 * @param anonymous whether nothing is signed
 * @param credentialPath file of credentials by profile, in the place of {@code ~/.aws/credentials}
 * @param configPath file of settings by profile, in the place of {@code ~/.aws/config}
 */
record S3Options(
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<String> profile,
        Optional<Keys> keys,
        boolean anonymous,
        Optional<String> credentialPath,
        Optional<String> configPath) {

    private static final ImmutableSet<String> UNDERSTOOD = ImmutableSet.of(
            "url",
            "endpointurl",
            "region",
            "profile",
            "access_key_id",
            "secret_access_key",
            "session_token",
            "allow_anonymous_login",
            "credentialpath",
            "configpath");

    /** They concern writing, listing, DVC's own pace, or checks that the gate makes in any case. */
    private static final ImmutableSet<String> WITHOUT_MEANING_HERE = ImmutableSet.of(
            "listobjects",
            "cache_regions",
            "read_timeout",
            "connect_timeout",
            "verify",
            "jobs",
            "checksum_jobs",
            "no_traverse",
            "sse",
            "sse_kms_key_id",
            "acl",
            "grant_read",
            "grant_read_acp",
            "grant_write_acp",
            "grant_full_control");

    /** They are what holds anyway where they have this value. */
    private static final Map<String, Boolean> HARMLESS_AS =
            Map.of("use_ssl", true, "ssl_verify", true, "version_aware", false, "worktree", false);

    /** What signs a request. */
    record Keys(String id, String secret, Optional<String> token) {
        /** Without what must not be printed. */
        @Override
        public String toString() {
            return "keys";
        }
    }

    /** @throws CannotJudgeException for options that are not understood, malformed, or go not together */
    static S3Options of(DvcRemote remote) {
        remote.options().forEach((key, value) -> requireUnderstood(remote, key, value));
        return new S3Options(
                remote.option("endpointurl").map(text -> endpoint(remote, text)),
                remote.option("region"),
                remote.option("profile"),
                keys(remote),
                remote.option("allow_anonymous_login")
                        .map(text -> flag(remote, "allow_anonymous_login", text))
                        .orElse(false),
                remote.option("credentialpath"),
                remote.option("configpath"));
    }

    private static void requireUnderstood(DvcRemote remote, String key, String value) {
        if (UNDERSTOOD.contains(key) || WITHOUT_MEANING_HERE.contains(key)) {
            return;
        }
        // An address of its own says whether it is encrypted.
        boolean idle = key.equals("use_ssl") && remote.option("endpointurl").isPresent();
        if (!idle && (!HARMLESS_AS.containsKey(key) || !isFlag(value, HARMLESS_AS.get(key)))) {
            throw new CannotJudgeException(
                    "remote '%s' has '%s', which is not understood here (%s are); run 'dvc pull', and then 'gate data verify' checks what it fetched"
                            .formatted(remote.name(), key, String.join(", ", UNDERSTOOD)));
        }
    }

    private static URI endpoint(DvcRemote remote, String text) {
        return uri(text)
                .filter(uri -> isHttp(uri) && uri.getHost() != null && uri.getUserInfo() == null)
                .orElseThrow(() -> malformed(remote, "endpointurl", "http://HOST:PORT or https://HOST:PORT"));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    private static Optional<Keys> keys(DvcRemote remote) {
        Optional<String> id = remote.option("access_key_id");
        Optional<String> secret = remote.option("secret_access_key");
        Optional<String> token = remote.option("session_token");
        if (id.isPresent() != secret.isPresent() || (id.isEmpty() && token.isPresent())) {
            throw new CannotJudgeException(
                    "remote '%s' has only some of 'access_key_id', 'secret_access_key' and 'session_token', but the first two go together; complete them by 'dvc remote modify --local %s KEY VALUE'"
                            .formatted(remote.name(), remote.name()));
        }
        return id.map(text -> new Keys(text, secret.orElseThrow(), token));
    }

    private static boolean flag(DvcRemote remote, String key, String text) {
        if (!isFlag(text, true) && !isFlag(text, false)) {
            throw malformed(remote, key, "true or false");
        }
        return isFlag(text, true);
    }

    private static boolean isFlag(String text, boolean value) {
        return text.equalsIgnoreCase(Boolean.toString(value));
    }

    /** The value is not shown: it may be a secret in the wrong place. */
    private static CannotJudgeException malformed(DvcRemote remote, String key, String form) {
        return new CannotJudgeException(
                "'%s' of remote '%s' is malformed, but %s is required; correct it by 'dvc remote modify'"
                        .formatted(key, remote.name(), form));
    }
}
