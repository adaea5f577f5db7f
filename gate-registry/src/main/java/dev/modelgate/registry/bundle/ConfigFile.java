package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.UncanonicalJsonException;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;

/** Reads {@code config.json}, of which the value counts and not the writing. */
final class ConfigFile {

    /** The value is held in memory, so its size has a limit, in bytes: that of a safetensors header. */
    static final long MAX_BYTES = SafetensorsFile.MAX_HEADER_BYTES;

    private ConfigFile() {}

    /**
     * The value, which is known to have a canonical form.
     *
     * @throws CannotJudgeException where it is not one strict JSON value, or holds what RFC 8785 cannot write without
     *     changing it: file, line and column
     */
    static JsonValue read(BundleFile file) {
        if (file.size() > MAX_BYTES) {
            throw new CannotJudgeException(
                    "%s has %d bytes, but at most %d are allowed; move what is no configuration to a file of its own"
                            .formatted(file.shown(), file.size(), MAX_BYTES));
        }
        JsonValue value = JsonReader.read(InputFiles.bytes(file.location()), file.shown());
        try {
            CanonicalJson.text(value);
            return value;
        } catch (UncanonicalJsonException e) {
            throw new CannotJudgeException(file.shown() + e.place() + ": " + e.getMessage(), e);
        }
    }
}
