package dev.modelgate.registry.state;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.registry.gitstore.GitAddress;
import dev.modelgate.registry.gitstore.GitRegistryStore;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

class UntrustedDocumentsOnGitTest extends UntrustedDocumentsContractTest {

    @Override
    protected RegistryStore store() throws GitAPIException {
        Git.init()
                .setBare(true)
                .setDirectory(folder.resolve("remote.git").toFile())
                .call()
                .close();
        return new GitRegistryStore(
                GitAddress.of("git+file://" + folder.resolve("remote.git") + "#models"),
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()),
                notice -> {});
    }
}
