package dev.modelgate.registry.evaluate;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.cache.AnswerFile;
import dev.modelgate.eval.cache.MachineKey;
import dev.modelgate.eval.cache.RememberingRuntime;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.json.InputFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an evaluation need not ask again: the answers of this very run before it was interrupted, and, where a cache is
 * named, all that this very model was ever asked. The first lie beside the report until it is written.
 */
final class KnownAnswers implements AutoCloseable {

    private final AnswerFile interrupted;
    private final Optional<AnswerFile> cache;
    private final RememberingRuntime runtime;

    private KnownAnswers(AnswerFile interrupted, Optional<AnswerFile> cache, RememberingRuntime runtime) {
        this.interrupted = interrupted;
        this.cache = cache;
        this.runtime = runtime;
    }

    /** @param asked stays open */
    static KnownAnswers open(
            BundleEvaluation.Request request, Optional<CanonicalSha> sha, EvalSet evalSet, ModelRuntime asked) {
        String manner = manner(request, asked);
        MachineKey key = key(request);
        Optional<AnswerFile> cache = request.effort().cache().map(directory -> cache(directory, sha, key));
        ModelRuntime cached = cache.<ModelRuntime>map(file -> new RememberingRuntime(asked, file, manner))
                .orElse(asked);
        String run = Sha256.hex(CanonicalJson.bytes(JsonBuilder.object()
                .put("manner", manner)
                .put("model", sha.map(CanonicalSha::hex).orElse(""))
                .put("set", evalSet.digests().sha256())
                .build()));
        Path journal = journal(request.output());
        AnswerFile interrupted =
                request.effort().resume() ? AnswerFile.open(journal, run, key) : AnswerFile.begin(journal, run, key);
        return new KnownAnswers(interrupted, cache, new RememberingRuntime(cached, interrupted, manner));
    }

    ModelRuntime runtime() {
        return runtime;
    }

    /** How many kept answers have not this machine's seal, and were asked again. */
    int unsealed() {
        return interrupted.unsealed() + cache.map(AnswerFile::unsealed).orElse(0);
    }

    /**
     * A run that takes nothing over needs no key that lasts: where there can be none, as in a container without a home,
     * it only leaves nothing behind to go on from.
     */
    private static MachineKey key(BundleEvaluation.Request request) {
        try {
            return MachineKey.of(request.runtime().environment());
        } catch (CannotJudgeException e) {
            if (request.effort().resume() || request.effort().cache().isPresent()) {
                throw e;
            }
            return MachineKey.ofThisProcess();
        }
    }

    /** The report is written: what was kept for a resumption is of no further use. */
    void done() {
        interrupted.discard();
    }

    @Override
    public void close() {
        interrupted.close();
        cache.ifPresent(AnswerFile::close);
    }

    private static AnswerFile cache(Path directory, Optional<CanonicalSha> sha, MachineKey key) {
        String hex = sha.map(CanonicalSha::hex)
                .orElseThrow(
                        () -> new CannotJudgeException(
                                "a cache is named, but no bundle, and answers are kept by the model that gave them; name it with --bundle"));
        return AnswerFile.open(directory.resolve(hex + ".jsonl"), hex, key);
    }

    private static Path journal(Path output) {
        Path absolute = output.toAbsolutePath();
        return absolute.resolveSibling("." + absolute.getFileName() + ".answers.jsonl");
    }

    /** All that shapes an answer beside the model and the question. */
    private static String manner(BundleEvaluation.Request request, ModelRuntime asked) {
        JsonBuilder manner = JsonBuilder.object()
                .put("runtime", asked.name())
                .put("wiring", request.wiring().runtime().map(Section::object).orElse(JsonObject.of(ImmutableMap.of())))
                .putOrNull("command", request.runtime().command());
        request.wiring()
                .codec()
                .ifPresent(codec -> manner.put("codec", codec.name())
                        .put("jar", digest(request.project().resolve(codec.jar()))));
        return Sha256.hex(CanonicalJson.bytes(manner.build()));
    }

    /** Behind an endpoint no jar is needed, and none need be there. */
    private static String digest(Path jar) {
        return Files.isRegularFile(jar) ? Sha256.hex(InputFiles.bytes(jar)) : "";
    }
}
