/**
 * What the core asks of the world; adapters live in other modules.
 * Each port has an embedded default that needs no server.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.port;
