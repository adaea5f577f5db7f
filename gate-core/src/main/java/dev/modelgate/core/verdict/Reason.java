package dev.modelgate.core.verdict;

import dev.modelgate.core.policy.ReasonCode;

/**
 * One reason of a refusal.
 *
 * @param message what is found, what is required and what to do; names in it come from outside
 */
public record Reason(ReasonCode code, String message) {}
