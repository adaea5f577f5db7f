/**
 * What the registry's tests share: the contract of every store, a store in memory, and stores that fail.
 * {@link dev.modelgate.registry.testing.RegistryStoreContractTest} is extended once for each store.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.testing;
