/**
 * Suites: what is run on a model beside its exam, each ending as a report of the same format.
 * {@link dev.modelgate.eval.suite.Suite} is what the wiring says, {@link dev.modelgate.eval.suite.SuiteRun} runs it.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.suite;
