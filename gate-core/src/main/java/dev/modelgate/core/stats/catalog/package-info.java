/**
 * Every statistical method by name, from a JSON-like map to a JSON-like map, for checking a number by hand.
 * Knows no JSON library; {@link dev.modelgate.core.stats.catalog.StatMethod} says which types stand for what.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.stats.catalog;
