package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.FileKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors of a bundle by name: all its safetensors files together form one set. */
public final class BundleTensors {

    private BundleTensors() {}

    /**
     * Lists the tensors of a bundle without reading their data.
     *
     * @throws CannotJudgeException where the bundle or one of its safetensors files cannot be read as one
     */
    public static ImmutableMap<String, StoredTensor> of(Path directory) {
        return of(BundleListing.of(directory));
    }

    static ImmutableMap<String, StoredTensor> of(BundleListing listing) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (BundleFile file : listing.files(FileKind.TENSORS)) {
            for (StoredTensor tensor : SafetensorsFile.tensors(file)) {
                StoredTensor other = tensors.putIfAbsent(tensor.name(), tensor);
                if (other != null) {
                    throw new CannotJudgeException("%s holds the tensor '%s', but so does %s; keep one of them"
                            .formatted(file.shown(), tensor.name(), other.shown()));
                }
            }
        }
        return ImmutableMap.copyOf(tensors);
    }
}
