package dev.modelgate.registry.artifact.oci;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.artifact.oci.OciBundles.Found;
import dev.modelgate.registry.artifact.oci.OciReferrers.Attached;
import dev.modelgate.registry.artifact.oci.OciReferrers.Attachment;
import dev.modelgate.registry.http.HttpTransport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is attached to one model's bundle in an OCI registry. */
public final class BundleReferrers {

    private final String bundle;
    private final Digest digest;
    private final OciReferrers referrers;

    private BundleReferrers(String bundle, Digest digest, OciReferrers referrers) {
        this.bundle = bundle;
        this.digest = digest;
        this.referrers = referrers;
    }

    /** True for a name that means something in an OCI registry. */
    public static boolean areBeside(String artifact) {
        return artifact.startsWith(OciReference.PREFIX);
    }

    /**
     * Those of a bundle that is there.
     *
     * @param reference {@code oci:HOST/REPOSITORY} with {@code :TAG} or {@code @sha256:…}
     * @param sha the model that the bundle's manifest must name
     * @param environment for the login
     * @throws CannotJudgeException where it is not there, or names another model
     */
    public static BundleReferrers of(
            String reference, CanonicalSha sha, Map<String, String> environment, HttpTransport transport) {
        OciReference parsed = OciReference.parse(reference);
        String name = parsed.digest()
                .map(Digest::toString)
                .or(parsed::tag)
                .orElseThrow(() -> new CannotJudgeException(
                        "'%s' names no tag and no digest, but evidence is attached to one bundle; add :TAG or @sha256:…"
                                .formatted(parsed)));
        OciRegistry registry = new OciRegistry(parsed, OciCredentials.of(parsed.host(), environment), transport);
        Found found = new OciBundles(registry).require(name);
        if (!found.sha().equals(Optional.of(sha))) {
            throw new CannotJudgeException(
                    "%s is the bundle of %s, but the release is of model %s; name that one's bundle"
                            .formatted(
                                    parsed,
                                    found.sha().map(other -> "model " + other).orElse("no model that it names"),
                                    sha));
        }
        return new BundleReferrers(parsed.at(found.digest()), found.digest(), new OciReferrers(registry));
    }

    /** The bundle's manifest, {@code oci:HOST/REPOSITORY@sha256:…}. */
    public String bundle() {
        return bundle;
    }

    /** Attaches documents together, as {@link OciReferrers#attach}. */
    public void attach(String artifactType, List<Attachment> documents) {
        referrers.attach(digest, artifactType, documents);
    }

    /** Everything that is attached. */
    public List<Attached> list() {
        return referrers.list(digest);
    }
}
