package dev.modelgate.registry.git;

import dev.modelgate.eval.config.GateYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The policy that a commit holds: the only one that lets a verdict promote. */
public final class GitPolicy {

    private GitPolicy() {}

    /**
     * Its digest; empty where the commit has none. Outside of a repository nothing is committed: only the rule that
     * holds without a policy may promote there.
     *
     * @param commit HEAD where there is none
     * @throws dev.modelgate.core.CannotJudgeException where there is no such commit, or its policy cannot be read
     */
    public static Optional<String> sha256(Path project, Optional<String> commit) throws IOException {
        if (commit.isEmpty() && !isInRepository(project)) {
            return Optional.empty();
        }
        try (GitCommittedFiles files = GitCommittedFiles.open(project, commit)) {
            String name = "%s (commit %s)".formatted(GateYaml.FILE, files.commit());
            return files.read(GateYaml.FILE)
                    .flatMap(bytes -> GateYaml.read(bytes, name).policySha256());
        }
    }

    private static boolean isInRepository(Path directory) {
        for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }
}
