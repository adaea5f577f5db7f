/**
 * From what each bucket's data can show to what the gate says: point, noninferiority, harm and evidence.
 * Start at {@link dev.modelgate.core.stats.decision.Gate}; one class a shape of data measures, all else combines.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.stats.decision;
