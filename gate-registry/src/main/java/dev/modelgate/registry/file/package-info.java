/**
 * The registry in a directory: small files replaced whole, events appended, one lock that other processes respect.
 * {@link dev.modelgate.registry.file.FileRegistryStore} is the port's adapter.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.file;
