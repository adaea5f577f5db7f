package dev.modelgate.ci.gitlab;

import dev.modelgate.ci.testing.CodeHostContractTest;
import dev.modelgate.ci.testing.CodeHostStandIn;
import dev.modelgate.ci.testing.FakeGitLab;
import dev.modelgate.ci.testing.Fast;
import dev.modelgate.core.port.CodeHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

class GitLabHostContractTest extends CodeHostContractTest {

    @Override
    protected CodeHostStandIn standIn() throws IOException {
        return new FakeGitLab();
    }

    @Override
    protected CodeHost host(Map<String, String> environment) {
        return new GitLabPipeline(environment, "deploy", Path.of("outputs.env"), Fast.transport()).host();
    }

    @Override
    protected String tokenVariable() {
        return "GITLAB_TOKEN";
    }
}
