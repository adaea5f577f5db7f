/**
 * A proposed change that asks for a model to be deployed: who may ask, what was asked, and what it must not touch.
 * {@link dev.modelgate.core.change.RequestSearch} finds the request, {@link dev.modelgate.core.change.ProtectedPaths} guards the gate.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.change;
