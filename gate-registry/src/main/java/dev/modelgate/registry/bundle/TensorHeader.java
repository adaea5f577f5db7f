package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.Dtype;
import dev.modelgate.core.identity.TensorEntry;

/**
 * One tensor as a safetensors header describes it.
 *
 * @param begin of its bytes within the data section
 * @param end behind its last byte
 */
record TensorHeader(String name, Dtype dtype, ImmutableList<Long> shape, long begin, long end) {

    TensorEntry entry(String sha256) {
        return new TensorEntry(name, dtype, shape, sha256);
    }
}
