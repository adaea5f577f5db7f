package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.Dtype;

/**
 * A tensor as a safetensors header tells of it.
 *
 * @param begin of its first byte, from the start of the data section
 * @param end behind its last byte
 */
record HeaderEntry(String name, Dtype dtype, ImmutableList<Long> shape, long begin, long end) {

    long length() {
        return end - begin;
    }
}
