/**
 * As whom and where processes of what is judged run: {@link dev.modelgate.eval.candidate.CandidateUser} names another
 * user, {@link dev.modelgate.eval.candidate.Workplace} starts them and ends them.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.candidate;
