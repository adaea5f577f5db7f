package dev.modelgate.ci;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.change.ProtectedPaths;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.config.Wiring;

/** What judges a change, by the wiring of the base commit: the change cannot unprotect a path. */
public final class GatePaths {

    private GatePaths() {}

    public static ProtectedPaths of(Wiring wiring) {
        ImmutableSet.Builder<String> files = ImmutableSet.<String>builder()
                .add(GateYaml.FILE)
                .add(wiring.baselinePath())
                .add(cases(wiring.baselinePath()));
        wiring.evalSet().ifPresent(files::add);
        ImmutableSet.Builder<String> folders = ImmutableSet.builder();
        wiring.codec()
                .ifPresent(codec -> codec.sources()
                        .ifPresentOrElse(sources -> folders.add(sources + "/"), () -> files.add(codec.jar())));
        return new ProtectedPaths(files.build(), folders.build());
    }

    private static String cases(String baseline) {
        String stem = baseline.endsWith(".json") ? baseline.substring(0, baseline.length() - 5) : baseline;
        return stem + "_cases.jsonl";
    }
}
