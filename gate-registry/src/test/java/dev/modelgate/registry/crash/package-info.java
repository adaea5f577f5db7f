/**
 * What becomes of a registry whose writer is killed, or whose disk fails it: {@link dev.modelgate.registry.crash.Victim} is
 * the process that is killed.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.crash;
