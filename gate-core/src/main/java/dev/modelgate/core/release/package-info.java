/**
 * What is kept of every model: events in a chain, tags, the live pointer and its history, and who may move it.
 * {@link dev.modelgate.core.release.Event} is the record, {@link dev.modelgate.core.release.PromotionRules} the gate.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.release;
