package dev.modelgate.registry.artifact.mlflow;

/**
 * What a listing may hold before it is taken for hostile or for a mistake.
 *
 * @param depth folders within each other
 * @param files in all
 * @param bytes in all
 */
public record ArtifactLimits(int depth, int files, long bytes) {

    /** 32 folders deep, 10,000 files, 64 GiB. */
    public static final ArtifactLimits DEFAULT = new ArtifactLimits(32, 10_000, 64L << 30);
}
