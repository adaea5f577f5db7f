package dev.modelgate.core.change;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a change that asks for a deployment must not touch: what judges it. Paths are relative to the repository, with
 * {@code /}.
 *
 * @param files whole paths
 * @param folders everything below them; each ends with {@code /}
 */
public record ProtectedPaths(ImmutableSet<String> files, ImmutableSet<String> folders) {

    /** The workflows, and where DVC says its remotes are: in every repository. */
    private static final ImmutableSet<String> ALWAYS = ImmutableSet.of(".github/", ".dvc/", ".gitlab/");

    private static final ImmutableSet<String> ALWAYS_FILES = ImmutableSet.of(".gitlab-ci.yml", "CODEOWNERS");

    public ProtectedPaths {
        files = ImmutableSet.<String>builder()
                .addAll(files)
                .addAll(ALWAYS_FILES)
                .build();
        folders = ImmutableSet.<String>builder().addAll(folders).addAll(ALWAYS).build();
        for (String folder : folders) {
            if (!folder.endsWith("/")) {
                throw new IllegalArgumentException("the folder '%s' must end with '/'".formatted(folder));
            }
        }
    }

    /**
     * Why a change is refused that touches them; empty where it does not.
     *
     * @param changed every path that it adds, removes, edits or moves from or to
     */
    public ImmutableList<Reason> objections(List<String> changed) {
        return reasons(
                changed,
                path ->
                        "the change touches '%s', but a change cannot alter the gate that judges it; propose that file in a change of its own, without the label"
                                .formatted(path));
    }

    /**
     * Why a change is refused whose base has another gate than the branch has by now; empty where it is the same one.
     *
     * @param changed every path that differs between the base commit and the branch's newest
     */
    public ImmutableList<Reason> outdated(List<String> changed, String branch) {
        return reasons(
                changed,
                path ->
                        "'%s' of the base commit differs from that of branch '%s', but only the newest gate judges; merge the branch into the change, then set the label again"
                                .formatted(path, branch));
    }

    private ImmutableList<Reason> reasons(List<String> changed, UnaryOperator<String> message) {
        return changed.stream()
                .filter(this::holds)
                .distinct()
                .sorted()
                .map(path -> new Reason(ReasonCode.GATE_TOUCHED, message.apply(path)))
                .collect(ImmutableList.toImmutableList());
    }

    private boolean holds(String path) {
        return files.contains(path) || folders.stream().anyMatch(path::startsWith);
    }
}
