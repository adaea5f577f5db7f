/**
 * What a promotion costs in a long history. Run by {@code bench/promote.sh}, and by no test.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.bench;
