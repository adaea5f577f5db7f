package dev.modelgate.core.identity;

import com.google.common.collect.ImmutableSet;

/** What a file of a bundle is to the model's identity, by its path alone. Names match case-sensitively. */
public enum FileKind {
    /** Its tensors count, not how they are laid out. */
    TENSORS,
    /** The value counts, not how it is written. */
    CONFIG,
    /** Which safetensors file holds which tensor: it must agree with the files, so it can add nothing to them. */
    SHARD_INDEX,
    /** Where the model was made, not what it does: no part of the identity, so nothing that runs may open it. */
    ACCOMPANYING,
    /** It, or a folder on the way to it, begins with a dot: no part of the bundle. */
    HIDDEN,
    /** Every byte counts. */
    CONTENT;

    /** What makes a file the index of safetensors files, at the end of its name. */
    public static final String SHARD_INDEX_SUFFIX = ".safetensors.index.json";

    /** Exact names: weights may hide under whatever a pattern matches. */
    private static final ImmutableSet<String> ACCOMPANYING_NAMES = ImmutableSet.of(
            "MLmodel",
            "conda.yaml",
            "python_env.yaml",
            "requirements.txt",
            "registered_model_meta",
            "README",
            "README.md",
            "README.txt",
            "LICENSE",
            "LICENSE.md",
            "LICENSE.txt",
            "NOTICE",
            "NOTICE.md",
            "NOTICE.txt");

    /**
     * Rules are tried in the order of the specification's table.
     *
     * @param path relative to the bundle, {@code /} as separator
     */
    public static FileKind of(String path) {
        if (path.startsWith(".") || path.contains("/.")) {
            return HIDDEN;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.endsWith(".safetensors")) {
            return TENSORS;
        }
        if (path.equals("config.json")) {
            return CONFIG;
        }
        if (name.endsWith(SHARD_INDEX_SUFFIX)) {
            return SHARD_INDEX;
        }
        return ACCOMPANYING_NAMES.contains(name) ? ACCOMPANYING : CONTENT;
    }
}
