package dev.modelgate.core.pipeline;

import dev.modelgate.core.policy.ReasonCode;

/**
 * Something found in a run's evidence.
 *
 * @param message what is found, what is required and what to do; names in it come from outside
 */
public record Diagnostic(ReasonCode code, Severity severity, String message) {}
