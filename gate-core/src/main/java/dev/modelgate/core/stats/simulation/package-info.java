/**
 * What a rule does in the long run, by drawing results from a known truth with a generator that is passed in.
 * Start at {@link dev.modelgate.core.stats.simulation.GateSimulation}.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.stats.simulation;
