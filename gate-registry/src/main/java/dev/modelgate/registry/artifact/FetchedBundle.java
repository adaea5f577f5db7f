package dev.modelgate.registry.artifact;

import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.lineage.RunLineage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A bundle taken from where somebody keeps it, verified.
 *
 * @param directory local, to be read only
 * @param document read from these very bytes and the parent
 * @param source where it came from, without anything that moves: an OCI tag is given as its digest
 * @param fromCache true where no byte came over the network
 * @param lineage what the experiment tracker tells of the run that made it
 */
public record FetchedBundle(
        Path directory, BundleDocument document, String source, boolean fromCache, Optional<RunLineage> lineage) {}
