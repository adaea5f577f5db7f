package dev.modelgate.cli;

import dev.modelgate.ci.github.GitHubApi;
import dev.modelgate.ci.github.GitHubEvent;
import dev.modelgate.ci.github.GitHubHost;
import dev.modelgate.ci.stage.Workshop;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.port.CodeHost;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;

/** The CI job that a command runs in, by the variables that GitHub documents. */
final class CiWorld {

    private CiWorld() {}

    static Workshop workshop(Invocation invocation) {
        return new Workshop(invocation.directory(), invocation.environment(), invocation.clock(), Version.TEXT);
    }

    static CodeHost host(Invocation invocation) {
        return new GitHubHost(
                GitHubApi.of(invocation.environment(), new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL)));
    }

    static Proposal proposal(Invocation invocation) {
        String event = invocation
                .variable("GITHUB_EVENT_PATH")
                .orElseThrow(
                        () -> new CannotJudgeException(
                                "GITHUB_EVENT_PATH is not set, but it must name the event that started the workflow; run in a GitHub workflow"));
        return GitHubEvent.proposal(invocation.path(event));
    }
}
