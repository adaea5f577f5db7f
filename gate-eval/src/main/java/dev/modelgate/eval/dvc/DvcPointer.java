package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.nio.file.Path;

/**
 * What a {@code .dvc} file or a stage of a {@code dvc.lock} says must lie in the workspace.
 *
 * @param name as the user named it, for messages
 * @param file the pointer itself
 * @param outs at least one, each path once
 */
record DvcPointer(String name, Path file, String workingFolder, ImmutableList<DvcOut> outs) {

    DvcPointer {
        if (outs.isEmpty()) {
            throw new CannotJudgeException(
                    "%s names no outs, but at least one is required; let 'dvc add' write it".formatted(name));
        }
        long different = outs.stream().map(DvcOut::path).distinct().count();
        if (different < outs.size()) {
            throw new CannotJudgeException("%s names the same path twice in 'outs'; keep one".formatted(name));
        }
    }
}
