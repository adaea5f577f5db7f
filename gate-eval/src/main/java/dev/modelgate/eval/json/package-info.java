/**
 * Reads JSON text and JSONL into the core's model, with places for messages.
 * {@link dev.modelgate.eval.json.JsonReader} for documents, {@link dev.modelgate.eval.json.JsonLines} for streams.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.json;
