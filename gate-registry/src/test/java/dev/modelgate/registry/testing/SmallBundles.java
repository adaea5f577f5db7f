package dev.modelgate.registry.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.json.JsonValue.JsonNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The identity of bundles that hold one file, {@code model.onnx}, and nothing else that counts. */
public final class SmallBundles {

    private SmallBundles() {}

    public static BundleDocument read(Path bundle, Optional<CanonicalSha> parent) throws IOException {
        byte[] bytes = Files.readAllBytes(bundle.resolve("model.onnx"));
        FileEntry file = new FileEntry(
                "model.onnx", bytes.length, Hashing.sha256().hashBytes(bytes).toString());
        return new BundleDocument(parent, JsonNull.NULL, ImmutableList.of(), ImmutableList.of(file));
    }
}
