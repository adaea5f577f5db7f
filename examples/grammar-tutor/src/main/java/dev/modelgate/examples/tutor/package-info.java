/**
 * A grammar tutor that conjugates English verbs, as an example of a model behind the gate.
 * {@link dev.modelgate.examples.tutor.TutorCodec} tells the gate how to talk to it.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.examples.tutor;
