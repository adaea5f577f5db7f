package dev.modelgate.registry.artifact.oci;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.registry.artifact.ArtifactPath;
import java.util.Locale;

/**
 * Which layer of the ModelPack layout a file is, by its name. Readers that mount only weights and configuration rely
 * on it; for the gate all files are alike.
 */
final class LayerTypes {

    private static final ImmutableSet<String> CODE =
            ImmutableSet.of("py", "sh", "ipynb", "java", "jar", "js", "ts", "go", "rs", "c", "cc", "cpp", "h", "cu");
    private static final ImmutableSet<String> CONFIG = ImmutableSet.of(
            "json", "yaml", "yml", "toml", "ini", "cfg", "txt", "vocab", "jinja", "tiktoken", "model", "xml", "csv");

    private LayerTypes() {}

    static String of(ArtifactPath path) {
        String name = path.text().substring(path.text().lastIndexOf('/') + 1);
        String upper = name.toUpperCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (upper.startsWith("README")
                || upper.startsWith("LICENSE")
                || upper.startsWith("NOTICE")
                || extension.equals("md")) {
            return MediaTypes.DOC;
        }
        if (CODE.contains(extension)) {
            return MediaTypes.CODE;
        }
        return CONFIG.contains(extension) || name.equals("MLmodel") ? MediaTypes.WEIGHT_CONFIG : MediaTypes.WEIGHT;
    }
}
