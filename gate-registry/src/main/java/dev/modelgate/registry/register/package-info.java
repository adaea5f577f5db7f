/**
 * A model gets its entry.
 * {@link dev.modelgate.registry.register.Register} is the use case.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.register;
