package dev.modelgate.eval.pipeline;

import dev.modelgate.eval.json.InputFiles;
import java.nio.file.Path;

/** Opens evidence by its name: {@code contexta:DIR}, or the path of a {@code run.json}. */
public final class EvidenceSources {

    private static final String CONTEXTA = "contexta:";

    private EvidenceSources() {}

    /** @param directory against which relative paths are resolved */
    public static EvidenceSource open(String name, Path directory) {
        return name.startsWith(CONTEXTA)
                ? new ContextaWorkspace(directory.resolve(InputFiles.path(name.substring(CONTEXTA.length()))))
                : new RunJson(directory.resolve(InputFiles.path(name)));
    }
}
