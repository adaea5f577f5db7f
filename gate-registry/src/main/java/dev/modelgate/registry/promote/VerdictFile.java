package dev.modelgate.registry.promote;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.verdict.VerdictCodec;
import java.nio.file.Path;

/**
 * A verdict as it was handed in.
 *
 * @param file the very bytes, which the registry keeps
 * @param signed whether a key vouches for it
 */
record VerdictFile(Verdict verdict, Exhibit file, boolean signed) {

    /**
     * Reads the file.
     *
     * @throws CannotJudgeException where it is missing or no verdict that this version understands
     */
    static VerdictFile read(Path path) {
        byte[] bytes = InputFiles.bytes(path);
        JsonObject source = JsonReader.readObject(bytes, path.toString());
        if (source.member("payloadType").isPresent()) {
            throw new CannotJudgeException(
                    "%s is a signed envelope, but only the bare verdict is understood here; name the verdict's own file"
                            .formatted(path));
        }
        return new VerdictFile(VerdictCodec.decode(source, path.toString()), Exhibit.of(bytes), false);
    }
}
