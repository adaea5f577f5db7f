package dev.modelgate.ci.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A repository to write to and commit in. */
public final class Clone implements AutoCloseable {

    private final Git git;
    private final Path folder;

    public Clone(Path folder) throws IOException, GitAPIException {
        this.folder = folder;
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
        git.getRepository().getConfig().setBoolean("core", null, "autocrlf", false);
    }

    public Clone write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        return this;
    }

    public Clone remove(String name) throws GitAPIException {
        git.rm().addFilepattern(name).call();
        return this;
    }

    /** Commits everything, and says which commit that is. */
    public String commit() throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("change")
                .setAuthor("test", "test@localhost")
                .setCommitter("test", "test@localhost")
                .call()
                .name();
    }

    /** A new branch, from where the work tree is. */
    public Clone branch(String name) throws GitAPIException {
        git.checkout().setCreateBranch(true).setName(name).call();
        return this;
    }

    /** Makes the work tree a branch's or a commit's. */
    public Clone checkOut(String revision) throws GitAPIException {
        git.checkout().setName(revision).call();
        return this;
    }

    @Override
    public void close() {
        git.close();
    }
}
