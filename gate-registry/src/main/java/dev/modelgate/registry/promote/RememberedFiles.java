package dev.modelgate.registry.promote;

import dev.modelgate.core.port.CommittedFiles;
import dev.modelgate.core.release.BaseStanding;
import dev.modelgate.core.release.BranchName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers which committed files were asked for. Whatever a promotion rests on must be the branch's own; a list kept
 * by hand would one day lack a file.
 */
final class RememberedFiles implements CommittedFiles {

    private final CommittedFiles files;
    private final Set<String> asked = new LinkedHashSet<>();

    RememberedFiles(CommittedFiles files) {
        this.files = files;
    }

    @Override
    public Path project() {
        return files.project();
    }

    @Override
    public String commit() {
        return files.commit();
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        asked.add(path);
        return files.read(path);
    }

    @Override
    public boolean isDirty(String path) throws IOException {
        asked.add(path);
        return files.isDirty(path);
    }

    /** @param paths besides those that were asked for */
    @Override
    public BaseStanding standing(BranchName branch, Collection<String> paths) throws IOException {
        Set<String> all = new LinkedHashSet<>(asked);
        all.addAll(paths);
        return files.standing(branch, all);
    }
}
