package dev.modelgate.ci.github;

import dev.modelgate.ci.testing.CodeHostContractTest;
import dev.modelgate.ci.testing.CodeHostStandIn;
import dev.modelgate.ci.testing.FakeGitHub;
import dev.modelgate.ci.testing.Fast;
import dev.modelgate.core.port.CodeHost;
import java.io.IOException;
import java.util.Map;

class GitHubHostContractTest extends CodeHostContractTest {

    @Override
    protected CodeHostStandIn standIn() throws IOException {
        return new FakeGitHub();
    }

    @Override
    protected CodeHost host(Map<String, String> environment) {
        return new GitHubHost(GitHubApi.of(environment, Fast.transport()));
    }

    @Override
    protected String tokenVariable() {
        return "GITHUB_TOKEN";
    }
}
