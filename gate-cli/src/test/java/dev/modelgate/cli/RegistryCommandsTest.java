package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.SignedReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The road from a bundle to a release and back, as a shell sees it. */
class RegistryCommandsTest {

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void commitABaseline() throws IOException, GitAPIException {
        shell = new Shell(directory);
        write(
                "eval_baseline.json",
                "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"b\": {\"n\": 100, \"correct\": 90}}}");
        commit();
    }

    @Test
    void promotes_what_passed_and_does_nothing_the_second_time() throws IOException {
        String sha = registered("one");
        judged("one", sha, 90);

        Shell.Result first = promote("one", sha, "0.3.1");
        Map<String, String> before = files();
        Shell.Result second = promote("one", sha, "v0.3.1");

        assertThat(first.status()).as(first.out()).isZero();
        assertThat(first.out()).startsWith("promoted " + sha + " as v0.3.1, live now");
        assertThat(second.status()).isZero();
        assertThat(second.out()).isEqualTo("already promoted: v0.3.1 names " + sha + "; nothing changed\n");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void promotes_nothing_when_the_wired_tracker_is_one_that_nobody_knows() throws IOException {
        String sha = registered("one");
        judged("one", sha, 90);
        write("gate.yaml", "version: 1\nwiring:\n  tracker: other\n");

        Shell.Result result = promote("one", sha, "0.3.1");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("wiring.tracker is 'other', but 'mlflow' is the one that is known");
    }

    @Test
    void asks_no_tracker_about_a_model_that_no_run_made() throws IOException, GitAPIException {
        write("gate.yaml", "version: 1\nwiring:\n  tracker: mlflow\n");
        commit();
        String sha = registered("one");
        judged("one", sha, 90);
        String[] promotion = {"promote", "--canonical-sha", sha, "--semver", "0.3.1", "--verdict", "one.verdict.json"};

        Shell.Result unset = shell.run(promotion);
        Shell.Result result =
                shell.with("MLFLOW_TRACKING_URI", "http://127.0.0.1:9").run(promotion);

        assertThat(unset.err()).contains("MLFLOW_TRACKING_URI is not set");
        assertThat(result.out()).as(result.err()).startsWith("promoted " + sha);
    }

    @Test
    void signs_with_the_key_at_hand_and_promotes_only_what_a_trusted_key_signed() throws IOException {
        String sha = registered("one");
        shell.run("keygen", "--dir", ".");
        Shell.Result trust = shell.run("trust", "add", "--key", "gate.pub", "--name", "ci", "--demand-signatures");
        assertThat(trust.status()).as(trust.err()).isZero();
        assertThat(trust.out()).contains("ci  valid always").contains("only verdicts signed by these keys count");
        judged("one", sha, 90);

        Shell.Result bare = promote("one", sha, "0.3.1");
        assertThat(bare.status()).isEqualTo(2);
        assertThat(bare.out()).contains("| SIGNATURE_MISSING |");

        shell.with("GATE_SIGNING_KEY", Files.readString(directory.resolve("gate.key")));
        judged("one", sha, 90);
        SignedReport.write(
                directory.resolve("one.json"),
                Optional.of(LocalSigner.of(Files.readString(directory.resolve("gate.key")))),
                Instant.now());
        Shell.Result signed = shell.run(
                "promote", "--canonical-sha", sha, "--semver", "0.3.1", "--verdict", "one.verdict.sigstore.json");
        assertThat(signed.status()).as(signed.out() + signed.err()).isZero();
        assertThat(shell.run("registry", "verify").status()).isZero();
    }

    @Test
    void changes_the_trust_only_with_a_trusted_key() throws IOException {
        registered("one");
        shell.run("keygen", "--dir", ".");
        shell.run("trust", "add", "--key", "gate.pub", "--name", "ci");

        Shell.Result refused = shell.run("trust", "demand", "signatures");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).contains("| TRUST_NOT_CHANGED |");

        shell.with("GATE_SIGNING_KEY", Files.readString(directory.resolve("gate.key")));
        assertThat(shell.run("trust", "demand", "signatures").status()).isZero();
        assertThat(shell.run("trust", "retire", "nobody").status()).isEqualTo(1);
        assertThat(shell.run("trust", "retire", "ci").out()).contains("| TRUST_NOT_CHANGED |");
        assertThat(shell.run("trust", "demand", "everything").status()).isEqualTo(64);
        assertThat(shell.run("trust", "show", "--format", "json").out()).contains("\"unsigned_counts\": false");
    }

    @Test
    void promotes_by_the_rules_of_the_branch_that_the_registry_was_begun_on() throws IOException, GitAPIException {
        String sha = registered("one");
        assertThat(shell.run("registry", "branch").out()).isEqualTo("main\n");
        judged("one", sha, 90);
        String loose = commitAside();

        Shell.Result aside = shell.run(
                "promote",
                "--canonical-sha",
                sha,
                "--semver",
                "0.3.1",
                "--verdict",
                "one.verdict.json",
                "--base",
                loose);

        assertThat(aside.status()).isEqualTo(2);
        assertThat(aside.out()).contains("| BASE_NOT_ON_BRANCH |").contains("commit " + loose + " is not on branch");
        assertThat(promote("one", sha, "0.3.1").status()).isZero();
    }

    @Test
    void in_a_job_the_clone_is_not_asked_where_the_branch_is() throws IOException {
        String sha = registered("one");
        judged("one", sha, 90);

        Shell.Result result = shell.with("GITHUB_ACTIONS", "true")
                .run("promote", "--canonical-sha", sha, "--semver", "0.3.1", "--verdict", "one.verdict.json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("GITHUB_REPOSITORY is not set");
    }

    @Test
    void a_base_of_any_length_and_form_is_told_in_one_line() throws IOException {
        String sha = registered("one");
        judged("one", sha, 90);

        for (String base : List.of("x".repeat(5_000), "HEAD~99999999999", ":/x", "a\nb", "HEAD^{/[}")) {
            Shell.Result result = shell.run(
                    "promote",
                    "--canonical-sha",
                    sha,
                    "--semver",
                    "0.3.1",
                    "--verdict",
                    "one.verdict.json",
                    "--base",
                    base);

            assertThat(result.status()).as(base).isEqualTo(1);
            assertThat(result.err().lines())
                    .as(base)
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line).startsWith("gate: commit '").contains("fetch it"));
        }
    }

    @Test
    void records_another_branch_by_a_command_of_its_own_only() throws IOException {
        registered("one");
        bundle("two");

        Shell.Result other = shell.run("register", "two", "--branch", "release");
        assertThat(other.status()).isEqualTo(64);
        assertThat(other.err())
                .contains("--branch is 'release', but the branch of")
                .contains("'main'");
        assertThat(shell.run("register", "two", "--branch", "main").status()).isZero();

        assertThat(shell.run("registry", "branch", "release").out()).startsWith("branch 'release' recorded; head 4 ");
        assertThat(shell.run("registry", "branch", "release").out())
                .isEqualTo("branch 'release' was recorded already; nothing changed\n");
        assertThat(shell.run("registry", "history").out()).contains("branch       release");
        assertThat(shell.run("registry", "branch", "-x").status()).isEqualTo(64);
        assertThat(shell.run("registry", "verify").status()).isZero();
    }

    @Test
    void a_registry_that_is_begun_at_a_lone_commit_asks_for_the_branch() throws IOException, GitAPIException {
        bundle("one");
        try (Git git = Git.open(directory.toFile())) {
            git.checkout().setName(git.getRepository().resolve("HEAD").name()).call();
        }

        Shell.Result asked = shell.run("register", "one");
        assertThat(asked.status()).isEqualTo(1);
        assertThat(asked.err())
                .contains("but a new registry records the branch")
                .contains("with --branch NAME");
        assertThat(directory.resolve("registry")).doesNotExist();

        assertThat(shell.run("register", "one", "--branch", "main").status()).isZero();
        assertThat(shell.run("registry", "branch").out()).isEqualTo("main\n");
    }

    /** A commit that lies beside the branch; the work tree is back on it. */
    private String commitAside() throws IOException, GitAPIException {
        String kept = Files.readString(directory.resolve("eval_baseline.json"));
        try (Git git = Git.open(directory.toFile())) {
            git.checkout().setCreateBranch(true).setName("aside").call();
            write("eval_baseline.json", kept.replace("90", "45"));
            String loose = git.commit()
                    .setAll(true)
                    .setMessage("Loosen")
                    .setAuthor("test", "test@localhost")
                    .setCommitter("test", "test@localhost")
                    .setSign(false)
                    .call()
                    .name();
            git.checkout().setName("main").call();
            return loose;
        }
    }

    @Test
    void refuses_a_version_that_names_another_model_and_changes_nothing() throws IOException {
        promoted("one", "v0.3.1");
        String other = registered("two");
        judged("two", other, 95);
        Map<String, String> before = files();

        Shell.Result result = promote("two", other, "v0.3.1");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("| SEMVER_TAKEN |");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void refuses_a_verdict_that_was_edited_to_pass() throws IOException {
        String sha = registered("one");
        judged("one", sha, 80);
        Path verdict = directory.resolve("one.verdict.json");
        Files.writeString(
                verdict,
                Files.readString(verdict)
                        .replace("REFUSED", "PASS")
                        .replace("\"promotable\": false", "\"promotable\": true"));

        Shell.Result result = promote("one", sha, "v0.3.1");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("NOT_PASSED").contains("judging again gives REFUSED");
    }

    @Test
    void refuses_when_the_baseline_was_edited_after_the_commit() throws IOException {
        String sha = registered("one");
        write(
                "eval_baseline.json",
                "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"b\": {\"n\": 100, \"correct\": 10}}}");
        judged("one", sha, 20);

        Shell.Result result = promote("one", sha, "v0.3.1");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("BASELINE_MISMATCH");
    }

    @Test
    void refuses_a_verdict_made_before_another_model_went_live() throws IOException {
        String first = registered("one");
        judged("one", first, 90);
        String second = registered("two");
        judged("two", second, 90);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5));
        assertThat(promote("one", first, "v1.0.0", later).status()).isZero();

        Shell.Result replayed = promote("two", second, "v1.0.1", later);

        assertThat(replayed.status()).isEqualTo(2);
        assertThat(replayed.out()).contains("REGISTRY_MOVED");
    }

    @Test
    void rolls_back_to_what_was_live_before_and_keeps_every_tag() throws IOException {
        String one = promoted("one", "v0.3.1");
        promoted("two", "v0.3.2");

        Shell.Result result = shell.run("rollback", "--why", "he goed");

        assertThat(result.status()).isZero();
        assertThat(Files.readString(directory.resolve("registry/live.json"))).contains(one);
        assertThat(Files.readString(directory.resolve("registry/tags.json")))
                .contains("v0.3.1")
                .contains("v0.3.2");
        assertThat(shell.run("registry", "history").out())
                .contains("rolled back  v0.3.1")
                .contains("he goed");
        assertThat(shell.run("registry", "verify").status()).isZero();
        assertThat(shell.run("rollback", "v9.9.9").status()).isEqualTo(2);
        assertThat(shell.run("rollback", "yesterday").status()).isEqualTo(64);
    }

    @Test
    void a_rollback_says_what_it_is_from_and_repeated_with_it_goes_back_once() throws IOException {
        promoted("one", "v0.3.1");
        promoted("two", "v0.3.2");
        promoted("three", "v0.3.3");

        Shell.Result first = shell.run("rollback");
        Shell.Result second = shell.run("rollback", "--from", "0.3.3");
        Shell.Result other = shell.run("rollback", "--from", "v0.3.1");

        assertThat(first.err()).contains("rolling back from v0.3.3").contains("to repeat it, add --from v0.3.3");
        assertThat(second.status()).isZero();
        assertThat(second.out()).startsWith("already live: v0.3.2");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.out()).contains("| REGISTRY_MOVED |");
        assertThat(shell.run("rollback", "--from", "yesterday").status()).isEqualTo(64);
    }

    @Test
    void a_version_that_was_rolled_back_is_not_promoted_again() throws IOException {
        promoted("one", "v0.3.1");
        String two = promoted("two", "v0.3.2");
        shell.run("rollback");

        Shell.Result again = promote("two", two, "v0.3.2");

        assertThat(again.status()).isEqualTo(2);
        assertThat(again.out()).contains("| ROLLED_BACK |").contains("under a new version");
    }

    @Test
    void nothing_goes_live_without_its_bytes_and_a_named_store_has_them() throws IOException {
        promoted("one", "v0.3.1");
        promoted("two", "v0.3.2");
        Files.move(directory.resolve("registry/artifacts"), directory.resolve("elsewhere"));

        Shell.Result refused = shell.run("rollback");
        Shell.Result verified = shell.run("registry", "verify");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).contains("| BYTES_MISSING |").contains("no older release was found whole");
        assertThat(verified.status()).isEqualTo(2);
        assertThat(verified.out()).contains("live release v0.3.2", "rollback target v0.3.1", "BYTES_MISSING");
        assertThat(shell.run("registry", "verify", "--artifacts", "elsewhere").out())
                .contains("bytes: 2 models hashed, all whole");
        assertThat(shell.run("rollback", "--artifacts", "elsewhere").status()).isZero();
    }

    @Test
    void verify_hashes_every_model_when_it_is_asked_to() throws IOException {
        promoted("one", "v0.3.1");
        String two = registered("two");
        Files.writeString(directory.resolve("registry/artifacts").resolve(two).resolve("bundle/model.onnx"), "other");

        assertThat(shell.run("registry", "verify").status()).isZero();
        Shell.Result deep = shell.run("registry", "verify", "--deep");

        assertThat(deep.status()).isEqualTo(2);
        assertThat(deep.out()).contains("model " + two, "BYTES_DAMAGED");
    }

    @Test
    void a_person_bans_a_model_and_takes_it_back_with_a_name_and_a_reason() throws IOException {
        String sha = promoted("one", "v0.3.1");

        Shell.Result banned = shell.run("ban", sha, "--by", "Ada", "--reason", "it curses");

        assertThat(banned.status()).isZero();
        assertThat(banned.err()).contains("this content is live");
        assertThat(shell.run("registry", "list", "--quarantined").out()).contains(sha.substring(0, 12));
        assertThat(promote("one", sha, "v0.3.1").out()).contains("| QUARANTINED |");
        assertThat(shell.with("GITHUB_ACTOR", "bob")
                        .run("unban", sha, "--reason", "it was the app")
                        .status())
                .isZero();
        assertThat(shell.run("registry", "history").out())
                .contains("banned       " + sha.substring(0, 12) + " by Ada: it curses")
                .contains("unbanned     " + sha.substring(0, 12) + " by bob: it was the app");
        assertThat(shell.run("ban", sha).status()).isEqualTo(64);
        assertThat(shell.run("ban", sha, "--reason", " ").status()).isEqualTo(64);
    }

    @Test
    void a_quarantine_rests_on_a_verdict_that_is_judged_again() throws IOException {
        String sha = registered("one");
        judged("one", sha, 95);
        Path verdict = directory.resolve("one.verdict.json");
        Files.writeString(
                verdict, Files.readString(verdict).replace("\"decision\": \"PASS\"", "\"decision\": \"REFUSED\""));

        Shell.Result madeUp = shell.run("quarantine", sha, "--verdict", "one.verdict.json");
        judged("one", sha, 50);

        assertThat(madeUp.status()).isEqualTo(2);
        assertThat(madeUp.out()).contains("judging again gives PASS");
        assertThat(shell.run("quarantine", sha, "--verdict", "one.verdict.json").status())
                .isZero();
    }

    @Test
    void answers_by_version_and_by_sha() throws IOException {
        String sha = promoted("one", "v0.3.1");

        assertThat(shell.run("registry", "get", "0.3.1").out()).contains("\"sha\": \"" + sha + "\"");
        assertThat(shell.run("registry", "get", sha).status()).isZero();
        assertThat(shell.run("registry", "list").out())
                .contains(sha.substring(0, 12))
                .contains("LIVE");
        assertThat(shell.run("lineage", sha).out()).contains(sha);
        assertThat(shell.run("registry", "get", "v7.0.0").status()).isEqualTo(2);
        assertThat(shell.run("registry", "get", "f".repeat(64)).status()).isEqualTo(2);
    }

    @Test
    void the_lineage_tells_commit_image_and_model() throws IOException {
        bundle("one");
        String image = "sha256:" + "ab".repeat(32);
        String sha = shell.run("register", "one", "--image-digest", image)
                .out()
                .strip()
                .replace("registered ", "");

        assertThat(shell.run("lineage", sha).out())
                .contains(sha)
                .contains("code ")
                .contains("image " + image);
        assertThat(shell.run("register", "one", "--image-digest", "tutor:latest")
                        .status())
                .isEqualTo(64);
    }

    @Test
    void finds_an_edited_event() throws IOException {
        promoted("one", "v0.3.1");
        Path index = directory.resolve("registry/index.jsonl");
        Files.writeString(index, Files.readString(index).replaceFirst("v0\\.3\\.1", "v0.3.7"));

        Shell.Result result = shell.run("registry", "verify");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("index.jsonl");
    }

    @Test
    void what_does_not_exist_is_not_whole() {
        Shell.Result result = shell.run("registry", "verify", "--registry", "nosuch");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("nosuch holds no registry");
    }

    @Test
    void a_damaged_document_stops_a_rollback_by_name_until_it_is_repaired() throws IOException {
        promoted("one", "v0.3.1");
        promoted("two", "v0.3.2");
        Path live = directory.resolve("registry/live.json");
        Files.writeString(live, Files.readString(live).replace("v0.3.2", "v0.3.1"));

        Shell.Result stopped = shell.run("rollback");
        assertThat(stopped.status()).isEqualTo(1);
        assertThat(stopped.err()).contains("REGISTRY_DAMAGED: ").contains("live.json");

        Shell.Result repaired = shell.run("registry", "verify", "--repair");
        assertThat(repaired.status()).as(repaired.out()).isZero();
        assertThat(repaired.out()).startsWith("restored from the events: live.json\nwhole: ");
        assertThat(shell.run("rollback").status()).isZero();
        assertThat(shell.run("registry", "history").status()).isZero();
    }

    @Test
    void the_head_that_a_promotion_prints_is_read_again_and_an_older_copy_does_not_contain_it() throws IOException {
        promoted("one", "v0.3.1");
        Map<Path, byte[]> older = registryFiles();
        String second = registered("two");
        judged("two", second, 95);
        Shell.Result result = promote("two", second, "v0.3.2");
        write("kept.txt", result.out());
        String head = result.out()
                .lines()
                .filter(line -> line.startsWith("head "))
                .findFirst()
                .orElseThrow();

        for (String form : new String[] {
            "kept.txt", "registry/head.json", head, head.substring("head ".length(), head.indexOf(" ("))
        }) {
            assertThat(shell.run("registry", "verify", "--head", form).status())
                    .as(form)
                    .isZero();
        }
        for (Map.Entry<Path, byte[]> file : older.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }

        Files.delete(directory.resolve("registry/entries/" + second + ".json"));

        assertThat(shell.run("registry", "verify").status()).isZero();
        assertThat(shell.run("registry", "verify", "--head", "kept.txt").out())
                .contains("the chain ends at event 3, but");
        Shell.Result rollback = shell.run("rollback", "--head", "kept.txt");
        assertThat(rollback.status()).isEqualTo(1);
        assertThat(rollback.err()).contains("REGISTRY_DAMAGED").contains("an older copy was put back");
        assertThat(new Shell(directory)
                        .with("GATE_REGISTRY_HEAD", head)
                        .run("rollback")
                        .err())
                .contains("GATE_REGISTRY_HEAD is at event");
    }

    private Map<Path, byte[]> registryFiles() throws IOException {
        Map<Path, byte[]> files = new HashMap<>();
        for (String name : new String[] {"index.jsonl", "head.json", "tags.json", "live.json"}) {
            Path file = directory.resolve("registry").resolve(name);
            files.put(file, Files.readAllBytes(file));
        }
        return files;
    }

    @Test
    void a_registry_in_the_place_of_the_pinned_one_is_read_by_no_command() throws IOException {
        promoted("one", "v0.3.1");
        String pin = shell.run("registry", "verify")
                .out()
                .lines()
                .filter(line -> line.startsWith("registry_pin: "))
                .findFirst()
                .orElseThrow();
        write("gate.yaml", "version: 1\nwiring:\n  " + pin + "\n");
        assertThat(shell.run("registry", "list").status()).isZero();

        write("gate.yaml", "version: 1\nwiring:\n  registry_pin: {id: \"" + "0".repeat(64) + "\"}\n");
        Shell.Result result = shell.run("registry", "list");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("gate.yaml pins the registry 0000");
        write("gate.yaml", "version: 1\nwiring:\n  registry_pin: {id: abc}\n");
        assertThat(shell.run("registry", "list").err()).contains("registry_pin: the registry's id is 'abc'");
    }

    @Test
    void a_development_registry_serves_no_production_command() throws IOException {
        Shell developer = new Shell(directory).with("GATE_ENV", "dev");
        bundle("one");
        assertThat(developer.run("register", "one", "--registry", "dev").status())
                .isZero();

        Shell.Result result = shell.run("registry", "list", "--registry", "dev");

        assertThat(result.status()).isNotZero();
        assertThat(result.out() + result.err()).contains("development");
    }

    @Test
    void says_what_a_malformed_command_line_lacks() {
        assertThat(shell.run("promote", "--canonical-sha", "abc", "--semver", "v1.0.0")
                        .status())
                .isEqualTo(64);
        assertThat(shell.run("promote", "--canonical-sha", "a".repeat(64), "--semver", "one")
                        .status())
                .isEqualTo(64);
        assertThat(shell.run("register").status()).isEqualTo(64);
        assertThat(shell.run("registry").err()).contains("registry list");
        assertThat(shell.run("register", "nowhere").status()).isEqualTo(1);
    }

    private String promoted(String name, String version) throws IOException {
        String sha = registered(name);
        judged(name, sha, 90);
        Shell.Result result = promote(name, sha, version);
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        return sha;
    }

    private Shell.Result promote(String name, String sha, String version) {
        return promote(name, sha, version, Clock.systemUTC());
    }

    private Shell.Result promote(String name, String sha, String version, Clock clock) {
        return new Shell(directory)
                .at(clock)
                .run("promote", "--canonical-sha", sha, "--semver", version, "--verdict", name + ".verdict.json");
    }

    private String registered(String name) throws IOException {
        bundle(name);
        Shell.Result result = shell.run("register", name);
        assertThat(result.status()).as(result.err()).isZero();
        return result.out().strip().substring("registered ".length());
    }

    private void bundle(String name) throws IOException {
        Files.createDirectories(directory.resolve(name));
        write(name + "/model.onnx", "the weights of " + name);
    }

    private void judged(String name, String sha, int correct) throws IOException {
        write(
                name + ".json",
                "{\"model_sha\": \"%s\", \"eval_set_sha256\": \"aa\", \"buckets\": {\"b\": {\"n\": 100, \"correct\": %d}}}"
                        .formatted(sha, correct));
        shell.run(
                "compare",
                "--candidate",
                name + ".json",
                "--baseline",
                "eval_baseline.json",
                "--verdict-out",
                name + ".verdict.json");
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory.resolve("registry"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private void commit() throws GitAPIException {
        try (Git git = Git.init()
                .setDirectory(directory.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add()
                    .addFilepattern("eval_baseline.json")
                    .addFilepattern("gate.yaml")
                    .call();
            git.commit()
                    .setMessage("Baseline")
                    .setAuthor("test", "test@localhost")
                    .setCommitter("test", "test@localhost")
                    .setSign(false)
                    .call();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
