package dev.modelgate.core.port;

import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where bundles' bytes are kept, by canonical SHA. It holds bytes; what they are worth the registry knows. */
public interface ArtifactStore {

    /**
     * Stores a copy of a bundle and proves that the copy has its identity; one that is there already is proven too,
     * and left as it is. The document is kept beside the bytes, for the parent is not among them.
     *
     * @return how the store names the copy, for the registry's entry
     * @throws dev.modelgate.core.CannotJudgeException where the copy is another model than the document says: the
     *     bundle changed meanwhile, or what the store held is damaged
     */
    String put(BundleDocument document, Path bundle) throws IOException;

    /**
     * A local directory with the bundle, to be read only; empty where the store does not hold it. The caller
     * verifies the SHA before it trusts the bytes.
     */
    Optional<Path> fetch(CanonicalSha sha) throws IOException;
}
