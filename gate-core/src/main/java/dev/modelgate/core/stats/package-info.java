/**
 * The statistics of the gate: intervals, tests, power and drift, each a small pure class.
 * Orientation everywhere: candidate minus baseline; undefined is empty, bad input is an exception.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.stats;
