package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonShape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A change that was begun, as the store keeps it until it is done or undone. The event decides which: once it is the
 * last line of the chain the change has happened, and what is left of it is finished; until then nothing of it has,
 * and what was written is taken back. Documents are kept byte for byte, absent ones as such.
 *
 * @param event the line that makes the change happen
 * @param undo what the documents written before the event held
 * @param finish what the documents written after the event shall hold
 */
record Intent(
        String event,
        ImmutableMap<DocumentPath, Optional<byte[]>> undo,
        ImmutableMap<DocumentPath, Optional<byte[]>> finish) {

    private static final String SCHEMA = "modelgate.intent/v1";

    static Optional<Intent> open(RegistryStore.Reader reader) throws IOException {
        return reader.document(DocumentPath.INTENT).map(bytes -> decode(bytes, DocumentPath.INTENT.text()));
    }

    byte[] encode() {
        return StateCodec.bytes(JsonBuilder.object()
                .put("schema", SCHEMA)
                .put("event", event)
                .put("undo", json(undo))
                .put("finish", json(finish))
                .build());
    }

    private static Intent decode(byte[] bytes, String name) {
        JsonFields fields = StateCodec.fields(bytes, name);
        fields.requireSchema(SCHEMA);
        return StateCodec.decoded(
                name,
                () -> new Intent(
                        fields.text("event"), documents(fields.object("undo")), documents(fields.object("finish"))));
    }

    /** Whether the change has happened. */
    boolean isCommitted(RegistryStore.Reader reader) throws IOException {
        return reader.lastEvent().filter(event::equals).isPresent();
    }

    /** What documents read as, whatever was written of them. */
    ImmutableMap<DocumentPath, Optional<byte[]>> effective(RegistryStore.Reader reader) throws IOException {
        return isCommitted(reader) ? finish : undo;
    }

    /**
     * Finishes or undoes. Doing it again, after a crash in the midst, does the same. What makes room goes first, and
     * what is right already is not written: a change that failed on a full disk can be undone on it.
     */
    void settle(RegistryStore.Writer writer) throws IOException {
        Map<DocumentPath, Optional<byte[]>> wanted = effective(writer);
        for (Map.Entry<DocumentPath, Optional<byte[]>> document : wanted.entrySet()) {
            if (document.getValue().isEmpty()) {
                writer.remove(document.getKey());
            }
        }
        for (Map.Entry<DocumentPath, Optional<byte[]>> document : wanted.entrySet()) {
            if (document.getValue().isPresent()
                    && !holds(writer, document.getKey(), document.getValue().get())) {
                writer.put(document.getKey(), document.getValue().get());
            }
        }
        writer.remove(DocumentPath.INTENT);
    }

    private static boolean holds(RegistryStore.Reader reader, DocumentPath path, byte[] bytes) throws IOException {
        Optional<byte[]> present = reader.document(path);
        return present.isPresent() && Arrays.equals(present.get(), bytes);
    }

    static void write(RegistryStore.Writer writer, DocumentPath path, Optional<byte[]> bytes) throws IOException {
        if (bytes.isPresent()) {
            writer.put(path, bytes.get());
        } else {
            writer.remove(path);
        }
    }

    private static JsonObject json(Map<DocumentPath, Optional<byte[]>> documents) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        documents.forEach((path, bytes) -> members.put(
                path.text(),
                bytes.<JsonValue>map(
                                present -> JsonString.of(Base64.getEncoder().encodeToString(present)))
                        .orElse(JsonNull.NULL)));
        return JsonObject.of(members);
    }

    private static ImmutableMap<DocumentPath, Optional<byte[]>> documents(JsonFields fields) {
        ImmutableMap.Builder<DocumentPath, Optional<byte[]>> documents = ImmutableMap.builder();
        fields.source()
                .members()
                .forEach((path, value) -> documents.put(
                        new DocumentPath(path),
                        value instanceof JsonNull
                                ? Optional.empty()
                                : Optional.of(Base64.getDecoder().decode(JsonShape.text(value, fields.what(path))))));
        return documents.buildOrThrow();
    }
}
