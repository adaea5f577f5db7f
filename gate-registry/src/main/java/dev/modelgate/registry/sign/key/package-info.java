/**
 * Key pairs on disk, whatever their kind.
 * {@link dev.modelgate.registry.sign.key.KeyFiles} never overwrites one.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.sign.key;
