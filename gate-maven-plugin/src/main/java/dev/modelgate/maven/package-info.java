/**
 * The gate's goals in a Maven build: parameters in, a failed build where the gate says no.
 * {@link dev.modelgate.maven.GateMojo} holds what they share; decisions are in the core.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.maven;
