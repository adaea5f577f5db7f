/**
 * {@code gate.yaml}: its wiring, its policy, and the digest of each.
 * {@link dev.modelgate.eval.config.GateYaml} is the way in.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.config;
