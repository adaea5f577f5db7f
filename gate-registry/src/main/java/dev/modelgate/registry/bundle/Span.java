package dev.modelgate.registry.bundle;

import java.util.Optional;

/** A run of bytes to be hashed: a tensor's, or a whole file's. */
record Span(BundleFile file, long offset, long length, Optional<TensorHeader> tensor) {

    static Span whole(BundleFile file) {
        return new Span(file, 0, file.size(), Optional.empty());
    }

    static Span of(BundleFile file, long dataOffset, TensorHeader tensor) {
        return new Span(file, dataOffset + tensor.begin(), tensor.end() - tensor.begin(), Optional.of(tensor));
    }
}
