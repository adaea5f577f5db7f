package dev.modelgate.ci.shell;

import dev.modelgate.ci.CiSystem;
import dev.modelgate.ci.OutputFile;
import dev.modelgate.ci.StepReport;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.port.CodeHost;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.registry.git.GitCode;
import dev.modelgate.registry.git.GitCommittedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;

/**
 * A shell on a machine whose user is trusted: a scheduler, another CI system, a person. The work tree's commit is the
 * base; what is proposed besides may be named, and is then held to the same rules.
 */
public final class PlainShell implements CiSystem {

    static final String WHO = "the command line";
    private static final String NONE = "none";

    private final Path project;
    private final Optional<String> head;
    private final String request;

    /**
     * @param head commit that is proposed, full hash; none where nothing but the model shall change
     * @param request as a comment would have it
     */
    public PlainShell(Path project, Optional<String> head, String request) {
        this.project = project;
        this.head = head;
        this.request = request;
    }

    @Override
    public Proposal proposal() throws IOException {
        try (GitCommittedFiles committed = GitCommittedFiles.open(project, Optional.empty())) {
            String base = committed.commit();
            String branch = GitCode.branch(project).map(BranchName::text).orElse(Constants.HEAD);
            return new Proposal(1, head.orElse(base), base, branch, branch, NONE);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public CodeHost host() {
        return new ShellHost(request);
    }

    @Override
    public StepReport report() {
        return new OutputFile(project.resolve(".gate").resolve("ci").resolve("outputs.env"));
    }
}
