/**
 * What is kept: registry stores, artifact stores, and the use cases over them.
 * {@link dev.modelgate.registry.Registries} opens a registry by the name that a user gives it.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry;
