package dev.modelgate.registry.attach;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.registry.artifact.oci.BundleReferrers;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the verdict and the reports of a release beside the model's bytes: attached to the manifest of its bundle in an
 * OCI registry, where whoever pulls the bundle finds why it was let through. The registry stays the index; what is
 * attached is a copy.
 */
public final class EvidenceAttachment {

    private final Registry registry;
    private final Map<String, String> environment;
    private final HttpTransport transport;

    /** @param environment for the OCI registry's login */
    public EvidenceAttachment(Registry registry, Map<String, String> environment, HttpTransport transport) {
        this.registry = registry;
        this.environment = environment;
        this.transport = transport;
    }

    /**
     * What is attached to a bundle.
     *
     * @param bundle the bundle's manifest, {@code oci:HOST/REPOSITORY@sha256:…}
     * @param documents everything attached to it, also by others
     */
    public record Result(String bundle, ImmutableList<Document> documents) {}

    /**
     * One document that is attached.
     *
     * @param name from outside
     * @param digest {@code sha256:…} of its content
     * @param bytes of its content
     */
    public record Document(String name, String digest, long bytes) {}

    /**
     * Attaches what a release was judged by; again changes nothing.
     *
     * @param to the bundle's manifest; empty for the one that the model's entry names
     * @return empty where the registry knows no such version
     * @throws CannotJudgeException where the bundle is not in an OCI registry, or is another model's
     */
    public Optional<Result> attach(SemverTag version, Optional<String> to) throws IOException {
        Optional<Released> released = registry.read(view -> released(view, version));
        if (released.isEmpty()) {
            return Optional.empty();
        }
        BundleReferrers referrers = BundleReferrers.of(
                to.orElseGet(() -> kept(released.get())), released.get().sha(), environment, transport);
        ReleaseEvidence evidence = released.get().evidence();
        referrers.attach(evidence.verdictType(), evidence.verdict());
        referrers.attach(ReleaseEvidence.REPORT, evidence.reports());
        return Optional.of(new Result(referrers.bundle(), documents(referrers)));
    }

    private static ImmutableList<Document> documents(BundleReferrers referrers) {
        return referrers.list().stream()
                .map(attached -> new Document(
                        attached.name(),
                        attached.content().digest().toString(),
                        attached.content().size()))
                .collect(ImmutableList.toImmutableList());
    }

    private record Released(CanonicalSha sha, String artifact, ReleaseEvidence evidence) {}

    private static Optional<Released> released(RegistryView view, SemverTag version) throws IOException {
        Optional<CanonicalSha> sha = view.tags().named(version);
        if (sha.isEmpty()) {
            return Optional.empty();
        }
        StoredEntry entry = view.entry(sha.get())
                .orElseThrow(() ->
                        new CannotJudgeException("%s names model %s, which has no entry; run 'gate registry verify'"
                                .formatted(version, sha.get())));
        return Optional.of(new Released(sha.get(), entry.entry().artifact(), ReleaseEvidence.of(view, version)));
    }

    private static String kept(Released released) {
        if (!BundleReferrers.areBeside(released.artifact())) {
            throw new CannotJudgeException(
                    "the bytes of model %s are kept as '%s', but evidence is attached to a manifest of an OCI registry; name it with --to oci:HOST/REPOSITORY:TAG, or set wiring.artifacts before models are registered"
                            .formatted(released.sha(), released.artifact()));
        }
        return released.artifact();
    }
}
