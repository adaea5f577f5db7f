package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.registry.bundle.StoredBytes.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;

/** A bundle that a test writes and reads. */
public record Bundle(Path directory) {

    public static Bundle in(Path directory) {
        return new Bundle(directory);
    }

    public Bundle with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public Bundle with(String path, byte[] bytes) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that gives the bundle an identity, for tests about the rest. */
    Bundle withWeights() {
        return with("model.safetensors", StoredBytes.safetensors(Weights.bytes("w", (byte) 1, (byte) 2)));
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    public BundleDocument read() {
        return read(ReadProgress.NONE);
    }

    BundleDocument read(ReadProgress progress) {
        return new BundleReader(progress).read(directory, Optional.empty());
    }

    String sha() {
        return read().sha().hex();
    }

    AbstractThrowableAssert<?, ? extends Throwable> assertError() {
        return assertError(ReadProgress.NONE);
    }

    AbstractThrowableAssert<?, ? extends Throwable> assertError(ReadProgress progress) {
        return Assertions.assertThatThrownBy(() -> read(progress)).isInstanceOf(CannotJudgeException.class);
    }
}
