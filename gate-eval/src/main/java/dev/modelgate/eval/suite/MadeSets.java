package dev.modelgate.eval.suite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.evalset.EvalSetDigests;
import dev.modelgate.eval.json.InputFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Eval sets that are not written as such: each check is a case, so that its report says what any other says. */
final class MadeSets {

    private MadeSets() {}

    /** A file a case: asked by its path, answered by its digest. */
    static EvalSet files(Map<String, String> digests) {
        JsonBuilder bytes = JsonBuilder.object();
        ImmutableList.Builder<EvalCase> cases = ImmutableList.builder();
        digests.forEach((path, sha256) -> {
            bytes.put(path, sha256);
            cases.add(evalCase(path, path, JsonString.of(sha256)));
        });
        return new EvalSet("the files of the suite", cases.build(), digests(CanonicalJson.bytes(bytes.build())));
    }

    /** A line a case: asked and answered by itself. */
    static EvalSet lines(Path corpus) {
        byte[] bytes = InputFiles.bytes(corpus);
        ImmutableList.Builder<EvalCase> cases = ImmutableList.builder();
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                cases.add(evalCase("line " + (i + 1), lines.get(i), JsonString.of(lines.get(i))));
            }
        }
        return new EvalSet(corpus.toString(), cases.build(), digests(bytes));
    }

    /** One request, and the shape of its answer. */
    static EvalSet request(String input, JsonValue schema) {
        byte[] bytes = CanonicalJson.bytes(
                JsonBuilder.object().put("request", input).put("schema", schema).build());
        return new EvalSet(
                "the request of the suite", ImmutableList.of(evalCase("smoke", input, schema)), digests(bytes));
    }

    static EvalSetDigests digests(byte[] bytes) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
            return new EvalSetDigests(BaseEncoding.base16().lowerCase().encode(md5), Sha256.hex(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static EvalCase evalCase(String id, String input, JsonValue expected) {
        return new EvalCase(
                id, JsonString.of(input), expected, ImmutableList.of(), Optional.empty(), ImmutableMap.of());
    }
}
