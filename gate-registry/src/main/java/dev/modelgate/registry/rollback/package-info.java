/**
 * The live pointer goes back to what was live before.
 * {@link dev.modelgate.registry.rollback.Rollback} is the use case.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.rollback;
