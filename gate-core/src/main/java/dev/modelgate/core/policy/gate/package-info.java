/**
 * The whole policy, and the one verdict that it comes to.
 * {@link dev.modelgate.core.policy.gate.GatePolicy} is what is written, {@link
 * dev.modelgate.core.policy.gate.PolicyJudge} the judgement; check and promote both use it.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.policy.gate;
