/**
 * The registry's documents and events over any store: read as one state, changed by one journaled commit.
 * {@link dev.modelgate.registry.state.Registry} is the way in, {@link dev.modelgate.registry.state.RegistryEditor} writes.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.state;
