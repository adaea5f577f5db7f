package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonShape;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The {@code outs} of a pointer or of a stage. */
final class OutFields {

    private final String name;
    private final Predicate<String> inGit;

    /**
     * Of one document.
     *
     * @param name of the document, for messages
     * @param inGit whether another document says of that path that it lies in git
     */
    OutFields(String name, Predicate<String> inGit) {
        this.name = name;
        this.inGit = inGit;
    }

    ImmutableList<DvcOut> read(JsonObject owner) {
        ImmutableList.Builder<DvcOut> outs = ImmutableList.builder();
        for (JsonValue out : JsonShape.array(JsonShape.required(owner, "outs", name), name + ": 'outs'")
                .items()) {
            outs.add(out(JsonShape.object(out, name + ": an out")));
        }
        return outs.build();
    }

    private DvcOut out(JsonObject out) {
        refuse(out, "cloud", "a version that a cloud keeps");
        refuse(out, "files", "files listed one by one, as version-aware remotes do");
        String path = text(out, "path");
        boolean legacy = kindIsLegacy(out);
        boolean cached = flag(out, "cache") && !inGit.test(path);
        return new DvcOut(
                path,
                DvcHash.parse(text(out, "md5"), legacy, "%s%s: the md5 of '%s'".formatted(name, out.place(), path)),
                count(out, "size"),
                count(out, "nfiles"),
                JsonShape.optional(out, "remote").map(value -> JsonShape.text(value, what("remote"))),
                cached);
    }

    /** DVC 3 writes {@code hash: md5}; DVC 2 wrote nothing and hashed texts with Unix line ends. */
    private boolean kindIsLegacy(JsonObject out) {
        Optional<JsonValue> kind = JsonShape.optional(out, "hash");
        if (kind.isEmpty()) {
            return true;
        }
        String word = JsonShape.text(kind.get(), what("hash"));
        if (!word.equals("md5") && !word.equals("md5-dos2unix")) {
            throw new CannotJudgeException("%s%s is '%s', but md5 is the hash understood; add the data with 'dvc add'"
                    .formatted(what("hash"), kind.get().place(), word));
        }
        return word.equals("md5-dos2unix");
    }

    private void refuse(JsonObject out, String key, String meaning) {
        Optional<JsonValue> value = JsonShape.optional(out, key);
        if (value.isPresent()) {
            throw new CannotJudgeException(
                    "%s%s: an out has '%s' (%s), which is not read; keep the data in a plain remote by 'dvc add' and 'dvc push'"
                            .formatted(name, value.get().place(), key, meaning));
        }
    }

    private boolean flag(JsonObject out, String key) {
        return JsonShape.optional(out, key)
                .map(value -> JsonShape.bool(value, what(key)))
                .orElse(true);
    }

    private OptionalLong count(JsonObject out, String key) {
        return JsonShape.optional(out, key)
                .map(value -> OptionalLong.of(JsonShape.integer(value, what(key))))
                .orElse(OptionalLong.empty());
    }

    private String text(JsonObject out, String key) {
        return JsonShape.text(JsonShape.required(out, key, name + ": an out"), what(key));
    }

    private String what(String key) {
        return "%s: '%s' of an out".formatted(name, key);
    }
}
