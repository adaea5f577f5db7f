package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableSortedMap;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonShape;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which content is in quarantine, as {@code quarantine.json}: the digest of each note, by content SHA in ascending
 * order. It is there exactly while something is in quarantine. That a note is missing says nothing by itself; that the
 * index, which the last event commits to, does not name it says that the content is free.
 */
record QuarantineIndex(ImmutableSortedMap<String, String> notes) {

    static final QuarantineIndex EMPTY = new QuarantineIndex(ImmutableSortedMap.of());

    static QuarantineIndex decode(byte[] bytes, String name) {
        JsonFields fields = StateCodec.fields(bytes, name);
        return StateCodec.decoded(name, () -> {
            ImmutableSortedMap.Builder<String, String> notes = ImmutableSortedMap.naturalOrder();
            for (Map.Entry<String, JsonValue> note : fields.source().members().entrySet()) {
                notes.put(
                        new CanonicalSha(note.getKey()).hex(),
                        JsonShape.text(note.getValue(), fields.what(note.getKey())));
            }
            return new QuarantineIndex(notes.buildOrThrow());
        });
    }

    /** The bytes of the document; empty where nothing is in quarantine. */
    Optional<byte[]> encode() {
        if (notes.isEmpty()) {
            return Optional.empty();
        }
        JsonBuilder json = JsonBuilder.object();
        notes.forEach(json::put);
        return Optional.of(StateCodec.bytes(json.build()));
    }

    /** The digest of a note; empty where the content is not in quarantine. */
    Optional<String> note(DocumentPath path) {
        return Optional.ofNullable(notes.get(path.stem()));
    }

    /** With the notes among the documents of a change as they are then. */
    QuarantineIndex after(Map<DocumentPath, Optional<byte[]>> documents) {
        Map<String, String> changed = new TreeMap<>(notes);
        documents.forEach((path, bytes) -> {
            if (isNote(path)) {
                changed.remove(path.stem());
                CommittedState.digest(bytes).ifPresent(digest -> changed.put(path.stem(), digest));
            }
        });
        return new QuarantineIndex(ImmutableSortedMap.copyOf(changed));
    }

    static boolean isNote(DocumentPath path) {
        return path.text().startsWith(DocumentPath.QUARANTINE + "/");
    }
}
