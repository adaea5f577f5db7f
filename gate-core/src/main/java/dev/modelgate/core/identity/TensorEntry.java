package dev.modelgate.core.identity;

import com.google.common.collect.ImmutableList;

/**
 * One tensor of a model.
 *
 * @param shape the length of each dimension
 * @param sha256 over the raw bytes exactly as stored, lower-case hex
 */
public record TensorEntry(String name, Dtype dtype, ImmutableList<Long> shape, String sha256) {}
