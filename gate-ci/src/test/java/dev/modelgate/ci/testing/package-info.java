/**
 * A code host that keeps what it is told, spoken to over loopback as the real ones are.
 * {@link dev.modelgate.ci.testing.CodeHostContractTest} says what every code host must do.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci.testing;
