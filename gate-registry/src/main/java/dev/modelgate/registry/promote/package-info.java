/**
 * The only way a model gets promoted: by a verdict that is not believed but judged again.
 * {@link dev.modelgate.registry.promote.Promotion} is the use case; what decides is in the core.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.promote;
