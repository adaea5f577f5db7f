/**
 * The second system of a promotion: a tracker's run learns that its model was promoted, or hears nothing of it.
 * {@link dev.modelgate.registry.tracking.TrackedTags} tells it, {@link dev.modelgate.registry.tracking.TagDebt} is the note in the registry by which anybody can take it back.
 * {@link dev.modelgate.registry.tracking.TrackedEvidence} reads what a pipeline's run recorded there.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.tracking;
