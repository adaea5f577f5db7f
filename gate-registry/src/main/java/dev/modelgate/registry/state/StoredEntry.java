package dev.modelgate.registry.state;

import dev.modelgate.core.release.Entry;

/**
 * An entry as the store holds it.
 *
 * @param sha256 of the document's bytes; every event about the model repeats it
 */
public record StoredEntry(Entry entry, String sha256) {}
