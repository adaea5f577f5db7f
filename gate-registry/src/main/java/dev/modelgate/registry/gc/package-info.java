/**
 * Bytes that nothing reachable needs. {@link dev.modelgate.registry.gc.GarbageCollection} is the use case.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.gc;
