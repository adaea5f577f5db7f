package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.dvc.DvcDigest.Fit;
import java.nio.file.Path;

/**
 * Data by their pointer: {@code FILE.dvc}, or {@code dvc.lock:STAGE[:OUT]}. Everything is hashed here; neither a cache,
 * nor a remote, nor DVC's own word is believed. Remotes are only read.
 */
public final class DvcData {

    private final DvcPointer pointer;
    private final Workspace workspace;

    private DvcData(DvcPointer pointer) {
        this.pointer = pointer;
        this.workspace = Workspace.of(pointer.file());
    }

    /** Whether that name is a pointer's or a stage's. */
    public static boolean isPointer(String name) {
        return PointerReader.isPointer(name);
    }

    /**
     * Reads a pointer.
     *
     * @throws CannotJudgeException where it is missing, malformed, or uses what is not read
     */
    public static DvcData of(String name) {
        return new DvcData(PointerReader.read(name));
    }

    /**
     * Compares the workspace with the pointer, out by out.
     *
     * @throws CannotJudgeException where an out is missing or cannot be read
     */
    public ImmutableList<DataCheck> verify() {
        return pointer.outs().stream().map(this::verify).collect(ImmutableList.toImmutableList());
    }

    /**
     * Brings what is missing, verified; what is there already is compared and never replaced.
     *
     * @throws CannotJudgeException where the data cannot be found, or are corrupted; nothing half is left then
     */
    public ImmutableList<DataCheck> pull() {
        return pointer.outs().stream().map(this::pull).collect(ImmutableList.toImmutableList());
    }

    /** Whether every out is in the workspace, whatever it holds. */
    boolean isHere() {
        return pointer.outs().stream().allMatch(out -> WorkspaceData.exists(workspace.locate(pointer, out)));
    }

    ImmutableList<DvcOut> outs() {
        return pointer.outs();
    }

    private DataCheck verify(DvcOut out) {
        Path path = workspace.locate(pointer, out);
        if (!WorkspaceData.exists(path)) {
            throw new CannotJudgeException("%s: '%s' is not in the workspace; run 'gate data pull %s'"
                    .formatted(pointer.name(), out.path(), pointer.name()));
        }
        return check(out, path, false);
    }

    private DataCheck pull(DvcOut out) {
        Path path = workspace.locate(pointer, out);
        if (WorkspaceData.exists(path)) {
            return check(out, path, false);
        }
        if (!out.cached()) {
            throw new CannotJudgeException(
                    "%s: '%s' lies in git itself (cache: false), but is not here; run 'git checkout -- %s'"
                            .formatted(pointer.name(), out.path(), path));
        }
        ImmutableList<ObjectStore> stores = Stores.of(pointer, workspace, out.remote());
        try {
            new Checkout(pointer, new VerifiedObjects(pointer.name(), stores)).bring(out, path);
        } finally {
            stores.forEach(ObjectStore::close);
        }
        return check(out, path, true);
    }

    private DataCheck check(DvcOut out, Path path, boolean fetched) {
        Found found = WorkspaceData.look(path, out);
        if (found.fit().isEmpty()) {
            return DataCheck.differs(pointer, out, found);
        }
        boolean legacy = found.fit().get() == Fit.UNIX_LINE_ENDS;
        return new DataCheck.Holds(out.path(), path, out.hash().toString(), found.size(), fetched, legacy);
    }
}
