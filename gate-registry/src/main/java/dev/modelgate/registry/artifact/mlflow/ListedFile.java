package dev.modelgate.registry.artifact.mlflow;

import dev.modelgate.registry.artifact.ArtifactPath;

/**
 * A file of a listing.
 *
 * @param path below the tree's root
 * @param size in bytes, as listed
 */
record ListedFile(ArtifactPath path, long size) implements Comparable<ListedFile> {

    @Override
    public int compareTo(ListedFile other) {
        return path.compareTo(other.path);
    }
}
