/**
 * Whether a policy does what it is for, before anybody trusts it.
 * {@link dev.modelgate.eval.selftest.SelfTest} judges sabotaged candidates, which it must refuse, and equally good
 * ones, which it should not.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.selftest;
