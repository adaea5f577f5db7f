package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableSet;

/** What a file of a bundle is to the model's identity, by its path alone. Names match case-sensitively. */
enum FileKind {
    /** Its tensors count, not how they are laid out. */
    TENSORS,
    /** The value counts, not how it is written. */
    CONFIG,
    /** Where the model was made, not what it does: no part of the identity. */
    PROVENANCE,
    /** Every byte counts. */
    CONTENT;

    private static final ImmutableSet<String> MADE_BY_TRACKERS =
            ImmutableSet.of("MLmodel", "conda.yaml", "python_env.yaml", "requirements.txt", "registered_model_meta");

    /**
     * Rules are tried in the order of the specification's table, so {@code README.safetensors} holds tensors: what
     * could be weights must not slip out of the identity by its name.
     *
     * @param path relative to the bundle, {@code /} as separator
     */
    static FileKind of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.endsWith(".safetensors")) {
            return TENSORS;
        }
        if (path.equals("config.json")) {
            return CONFIG;
        }
        return isProvenance(name) ? PROVENANCE : CONTENT;
    }

    private static boolean isProvenance(String name) {
        return MADE_BY_TRACKERS.contains(name)
                || name.endsWith(".safetensors.index.json")
                || name.startsWith("README")
                || name.startsWith("LICENSE")
                || name.startsWith("NOTICE");
    }
}
