/**
 * JSON as the gate understands it: exact literals, known places, canonical bytes.
 * {@link dev.modelgate.core.json.JsonValue} is the model, {@link dev.modelgate.core.json.CanonicalJson} its RFC 8785 form.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.json;
