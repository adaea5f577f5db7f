package dev.modelgate.registry.artifact.oci;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.ShownAddress;
import dev.modelgate.registry.artifact.oci.OciRegistry.Stored;
import dev.modelgate.registry.http.HttpAnswer;
import dev.modelgate.registry.http.Payload;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is attached to a manifest: verdicts and reports. By the registry's own referrers API where it has one, else by
 * the tag {@code sha256-DIGEST}, an index that its writers keep.
 */
public final class OciReferrers {

    private static final int MAX_PAGES = 100;
    private static final int TRIES = 5;
    private static final byte[] EMPTY = {'{', '}'};
    private static final Pattern NEXT = Pattern.compile("\\s*<([^>]*)>.*;\\s*rel=\"?next\"?.*");

    private final OciRegistry registry;

    public OciReferrers(OciRegistry registry) {
        this.registry = registry;
    }

    /** One document to attach. */
    public static final class Attachment {
        private final String name;
        private final String mediaType;
        private final byte[] bytes;

        public Attachment(String name, String mediaType, byte[] bytes) {
            this.name = name;
            this.mediaType = mediaType;
            this.bytes = bytes.clone();
        }

        private Descriptor descriptor() {
            return Descriptor.of(mediaType, bytes).with(ImmutableMap.of(MediaTypes.TITLE, name));
        }
    }

    /**
     * Attaches documents to a manifest. The same documents attached again change nothing.
     *
     * @param subject the digest of a manifest of this repository
     * @param artifactType what the documents are
     * @return the digest of the manifest that holds them
     */
    public Digest attach(Digest subject, String artifactType, List<Attachment> documents) {
        Descriptor about = subject(subject);
        ImmutableList.Builder<Descriptor> layers = ImmutableList.builder();
        for (Attachment document : documents) {
            registry.pushBlob(document.descriptor(), Payload.of(document.bytes));
            layers.add(document.descriptor());
        }
        Descriptor config = Descriptor.of(MediaTypes.OCI_EMPTY, EMPTY);
        registry.pushBlob(config, Payload.of(EMPTY));
        Manifest manifest =
                new Manifest(Optional.of(artifactType), config, layers.build(), Optional.of(about), ImmutableMap.of());
        byte[] bytes = manifest.bytes();
        Digest digest = Digest.of(bytes);
        boolean tracked = registry.pushManifest(digest.toString(), MediaTypes.OCI_MANIFEST, bytes);
        if (!tracked) {
            noteInTag(subject, Descriptor.of(MediaTypes.OCI_MANIFEST, bytes).withArtifactType(artifactType));
        }
        return digest;
    }

    private Descriptor subject(Digest subject) {
        Stored stored = registry.manifest(subject.toString())
                .orElseThrow(() -> new RemoteFailure(
                        Kind.NOT_FOUND,
                        "%s is not there, but something is to be attached to it; push the bundle first"
                                .formatted(registry.repository().at(subject))));
        return Descriptor.of(MediaTypes.OCI_MANIFEST, stored.bytes());
    }

    /** Two writers of one tag can undo each other's work: so it is looked at again, and done again. */
    private void noteInTag(Digest subject, Descriptor referrer) {
        for (int tries = 0; tries < TRIES; tries++) {
            ImmutableList<Descriptor> known = inTag(subject);
            if (known.stream().anyMatch(each -> each.digest().equals(referrer.digest()))) {
                return;
            }
            ImmutableList<Descriptor> more = ImmutableList.<Descriptor>builder()
                    .addAll(known)
                    .add(referrer)
                    .build();
            pushIndex(subject, more);
        }
        if (inTag(subject).stream().noneMatch(each -> each.digest().equals(referrer.digest()))) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the tag %s loses what is written to it, but it must keep all that is attached; see who else writes it"
                            .formatted(tag(subject)));
        }
    }

    private void pushIndex(Digest subject, ImmutableList<Descriptor> referrers) {
        JsonObject index = JsonBuilder.object()
                .put("schemaVersion", 2)
                .put("mediaType", MediaTypes.OCI_INDEX)
                .put(
                        "manifests",
                        JsonArray.of(referrers.stream().map(Descriptor::json).toList()))
                .build();
        try {
            registry.pushManifest(tag(subject), MediaTypes.OCI_INDEX, CanonicalJson.bytes(index));
        } catch (RemoteFailure e) {
            if (e.kind() != Kind.INTEGRITY) {
                throw e;
            }
            // Another writer was between our write and our look: the next try sees what it wrote.
        }
    }

    /**
     * A document that was attached.
     *
     * @param name as it was given; from outside
     */
    public record Attached(Digest manifest, String artifactType, String name, Descriptor content) {}

    /**
     * Everything attached to a manifest, in the registry's order. What kind each is comes from its own manifest:
     * registries are known to list the wrong one.
     *
     * @throws CannotJudgeException where something listed is not there, or is about another subject
     */
    public ImmutableList<Attached> list(Digest subject) {
        return listed(subject).stream()
                .map(Descriptor::digest)
                .distinct()
                .flatMap(digest -> attached(subject, digest).stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** The bytes of something attached. */
    public byte[] read(Attached attached) {
        return registry.smallBlob(attached.content());
    }

    private ImmutableList<Attached> attached(Digest subject, Digest digest) {
        String what = registry.repository().at(digest);
        Stored stored = registry.manifest(digest.toString())
                .orElseThrow(() -> new RemoteFailure(
                        Kind.INTEGRITY, what + " is listed, but not there; see what was removed from the registry"));
        Manifest manifest = Manifest.read(stored.bytes(), what);
        if (!manifest.subject().map(Descriptor::digest).equals(Optional.of(subject))) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "%s is listed as attached to %s, but does not name it; see who wrote the list"
                            .formatted(what, subject));
        }
        return manifest.layers().stream()
                .map(layer -> new Attached(
                        digest,
                        manifest.kind(),
                        Optional.ofNullable(layer.annotations().get(MediaTypes.TITLE))
                                .orElse(""),
                        layer))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Descriptor> listed(Digest subject) {
        URI first = registry.referrersAddress(subject);
        Optional<HttpAnswer> page = registry.referrers(first);
        if (page.isEmpty()) {
            return inTag(subject);
        }
        ImmutableList.Builder<Descriptor> all = ImmutableList.builder();
        Set<URI> asked = new LinkedHashSet<>(List.of(first));
        while (page.isPresent()) {
            HttpAnswer answer = page.get();
            all.addAll(manifests(registry.json(answer), "the referrers of " + subject));
            page = next(answer).flatMap(uri -> {
                requireNew(asked, uri, subject);
                return registry.referrers(uri);
            });
        }
        return all.build();
    }

    private static void requireNew(Set<URI> asked, URI next, Digest subject) {
        if (!asked.add(next) || asked.size() > MAX_PAGES) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the list of what refers to %s does not end, but each page must lead on; see the registry's log"
                            .formatted(subject));
        }
    }

    private static Optional<URI> next(HttpAnswer answer) {
        URI asked = answer.call().uri();
        Optional<URI> next = answer.header("Link")
                .map(NEXT::matcher)
                .filter(Matcher::matches)
                .map(link -> SafeAddress.resolve(asked, link.group(1), "a page of referrers"));
        next.ifPresent(page -> requireOwn(page, asked));
        return next;
    }

    /** A list that ends before its last page reads as whole, so a page that is not asked for is no end. */
    private static void requireOwn(URI page, URI asked) {
        if (!SafeAddress.sameOrigin(page, asked)) {
            throw new RemoteFailure(
                    Kind.REJECTED,
                    "the next page of referrers is at %s, but a list of %s goes on there alone; see the registry's settings"
                            .formatted(ShownAddress.origin(page), ShownAddress.origin(asked)));
        }
    }

    private ImmutableList<Descriptor> inTag(Digest subject) {
        String what = "the tag " + tag(subject);
        return registry.manifest(tag(subject))
                .map(stored -> manifests(JsonReader.readObject(stored.bytes(), what), what))
                .orElse(ImmutableList.of());
    }

    private static ImmutableList<Descriptor> manifests(JsonObject index, String what) {
        return JsonShape.array(JsonShape.required(index, "manifests", what), what).items().stream()
                .map(value -> Descriptor.read(value, what))
                .collect(ImmutableList.toImmutableList());
    }

    private static String tag(Digest subject) {
        return "sha256-" + subject.hex();
    }
}
