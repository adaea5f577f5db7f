/**
 * The domain of the gate: everything that decides.
 * Pure: no I/O, clock, randomness or JSON library; the world comes in through ports.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core;
