package dev.modelgate.eval.suite;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.port.ModelCodec;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.json.InputFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A check of this process that answers as a model does. */
record LocalRuntime(String name, Function<String, Reply> check) implements ModelRuntime {

    /** Answers a path by the SHA-256 of what is there. */
    static LocalRuntime digests(Path project) {
        return new LocalRuntime("sha256", path -> {
            try {
                return answered(Sha256.hex(InputFiles.bytes(project.resolve(InputFiles.path(path)))));
            } catch (CannotJudgeException e) {
                return new Failed(String.valueOf(e.getMessage()), Duration.ZERO);
            }
        });
    }

    /** Answers a text by what is left of it behind encoding and decoding. */
    static LocalRuntime roundTrip(String codec, ModelCodec.Session session) {
        return new LocalRuntime("codec " + codec, text -> {
            try {
                return session.roundTrip(text)
                        .<Reply>map(LocalRuntime::answered)
                        .orElseGet(() -> new Failed(
                                "the codec '%s' knows no way back from ids to text".formatted(codec), Duration.ZERO));
            } catch (IllegalArgumentException e) {
                return answered("[" + e.getMessage() + "]");
            }
        });
    }

    @Override
    public int maxBatch() {
        return 1;
    }

    @Override
    public int maxConcurrency() {
        return 1;
    }

    @Override
    public ImmutableList<Reply> answer(List<Request> requests) {
        return requests.stream().map(request -> check.apply(request.input())).collect(ImmutableList.toImmutableList());
    }

    @Override
    public void close() {}

    private static Reply answered(String text) {
        return new Answered(text, Duration.ZERO, Optional.empty());
    }
}
