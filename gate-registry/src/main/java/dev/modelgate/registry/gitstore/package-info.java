/**
 * The registry on a branch of a git repository: every change one commit, pushed whole or not at all.
 * {@link dev.modelgate.registry.gitstore.GitRegistryStore} is the adapter.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.gitstore;
