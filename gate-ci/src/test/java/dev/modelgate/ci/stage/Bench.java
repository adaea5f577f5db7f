package dev.modelgate.ci.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.modelgate.ci.OutputFile;
import dev.modelgate.ci.github.GitHubApi;
import dev.modelgate.ci.github.GitHubHost;
import dev.modelgate.ci.testing.Clone;
import dev.modelgate.ci.testing.CodeHostStandIn;
import dev.modelgate.ci.testing.FakeGitHub;
import dev.modelgate.ci.testing.Fast;
import dev.modelgate.ci.testing.TrackedRun;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.port.CodeHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A project with all that a deployment needs: a clone at its base commit with a change beside it, a code host, a tracker.
 * The model answers what it is asked, so two of three cases are right.
 */
final class Bench implements AutoCloseable {

    static final Instant LABELLED = Instant.parse("2026-05-01T10:00:00Z");
    static final String CASES = """
            {"id": "1", "input": "a", "expected": "a", "buckets": ["b"]}
            {"id": "2", "input": "b", "expected": "b", "buckets": ["b"]}
            {"id": "3", "input": "c", "expected": "x", "buckets": ["c"]}
            """;
    private static final String SETTINGS = """
            version: 1
            wiring:
              model: tiny
              eval_set: data/eval.jsonl
              tracker: mlflow
              runtime: {kind: process, command: [sed, -u, 's/"input"/"output"/']}
            """;

    final Path project;
    final Clone clone;
    final CodeHostStandIn host;
    final TrackedRun tracker;
    final Map<String, String> environment = new HashMap<>();
    private String base;

    Bench(Path folder) throws Exception {
        project = folder.resolve("project");
        clone = new Clone(project);
        host = new FakeGitHub();
        tracker = new TrackedRun("weights");
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("MLFLOW_TRACKING_URI", tracker.url());
        clone.write(".gitignore", ".gate/\nregistry/\n")
                .write("gate.yaml", SETTINGS)
                .write("data/eval.jsonl", CASES);
        base = clone.write("eval_baseline.json", baseline(CASES, "1", "0")).commit();
        host.tip("main", base);
        host.mayWrite("maintainer", true);
        host.label("deploy-candidate", true, LABELLED);
    }

    /** @param b accuracy of that bucket, of two cases; likewise {@code c}, of one */
    static String baseline(String cases, String b, String c) {
        return """
                {"model_sha": "%s", "eval_set_sha256": "%s", "eval_set_dvc_hash": "%s",
                 "buckets": {"b": {"accuracy": %s, "n": 2}, "c": {"accuracy": %s, "n": 1}}}
                """.formatted("a".repeat(64), Hashing.sha256().hashString(cases, UTF_8), md5(cases), b, c);
    }

    @SuppressWarnings("deprecation") // DVC's hash
    private static String md5(String text) {
        return Hashing.md5().hashString(text, UTF_8).toString();
    }

    /** A commit on main that the base now is. */
    void rebase(String file, String text) throws Exception {
        base = clone.write(file, text).commit();
        host.tip("main", base);
    }

    /** A change that writes a file, proposed against the base that is checked out. */
    Proposal change(String file, String text) throws Exception {
        String head = clone.branch("candidate").write(file, text).commit();
        clone.checkOut(base);
        return proposal(head, "main");
    }

    Proposal proposal(String head, String branch) {
        return new Proposal(CodeHostStandIn.CHANGE, head, base, branch, "main", "deploy-candidate");
    }

    String base() {
        return base;
    }

    /** The code host, as a job reaches it. */
    CodeHost codeHost() {
        return new GitHubHost(GitHubApi.of(host.environment(), Fast.transport()));
    }

    /** A request that counts. */
    void ask(String text) {
        host.say("maintainer", text, LABELLED.minusSeconds(60));
    }

    static String request() {
        return "mlflow_run_id=" + TrackedRun.RUN + " semver=v0.3.1";
    }

    Workshop shop() {
        return new Workshop(project, environment, Clock.systemUTC(), "0.1.0");
    }

    StageRun run() {
        return new StageRun(shop(), new OutputFile(project.resolve(".gate/ci/outputs.env")));
    }

    @Override
    public void close() {
        host.close();
        tracker.close();
        clone.close();
    }
}
