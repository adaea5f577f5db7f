package dev.modelgate.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.artifact.DirectoryArtifactStore;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goals as Maven calls them, with parameters as Maven fills them. */
class GoalsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void a_baseline() throws IOException {
        write("eval_baseline.json", report(95));
    }

    @Test
    void compare_passes_and_writes_the_verdict() throws Exception {
        write("target/gate/candidate_eval.json", report(94));

        compare().execute();

        assertThat(Files.readString(folder.resolve("target/gate/verdict.json")))
                .contains("\"decision\": \"PASS\"")
                .contains("\"gate_version\": \"1.2.3\"");
    }

    @Test
    void compare_fails_the_build_with_the_table_when_a_bucket_fell() throws IOException {
        write("target/gate/candidate_eval.json", report(90));

        assertThatThrownBy(() -> compare().execute())
                .isInstanceOfSatisfying(
                        MojoFailureException.class,
                        failure -> assertThat(failure.getLongMessage()).contains("| `tense.past` |"));
        assertThat(folder.resolve("target/gate/verdict.json")).exists();
    }

    @Test
    void compare_is_an_error_and_no_failure_when_it_could_not_judge() {
        assertThatThrownBy(() -> compare().execute())
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("candidate_eval.json");
        CompareMojo loose = compare();
        loose.tolerance = "3";
        assertThatThrownBy(loose::execute).isInstanceOf(MojoExecutionException.class);
    }

    @Test
    void compare_holds_a_bucket_to_a_tolerance_of_its_own() throws Exception {
        write("target/gate/candidate_eval.json", report(94));
        CompareMojo strict = compare();
        strict.buckets = List.of("tense.*=0.5pp");

        assertThatThrownBy(strict::execute).isInstanceOf(MojoFailureException.class);
        strict.buckets = List.of("tense.present=0", "tense.past=1pp");
        strict.execute();
        assertThat(Files.readString(folder.resolve("target/gate/verdict.json")))
                .contains("\"tolerance\": \"0.01\"")
                .contains("\"promotable\": false");
        strict.buckets = List.of("tense.past");
        assertThatThrownBy(strict::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("NAME=TOLERANCE");
    }

    @Test
    void compare_takes_the_tolerance_that_is_given() throws Exception {
        write("target/gate/candidate_eval.json", report(91));
        CompareMojo loose = compare();
        loose.tolerance = "4pp";

        loose.execute();

        loose.tolerance = "3.9pp";
        assertThatThrownBy(loose::execute).isInstanceOf(MojoFailureException.class);
    }

    @Test
    void check_judges_by_the_policy_file_that_is_named() throws Exception {
        write("target/gate/candidate_eval.json", report(91));
        write("gate.yaml", "version: 1\npolicy:\n  tolerance: 0.05\n");
        write(
                "strict/gate.yaml",
                "version: 1\nwiring:\n  baseline: ../eval_baseline.json\npolicy:\n  tolerance: 0.01\n");
        CheckMojo check = filled(new CheckMojo());
        check.policy = folder.resolve("strict/gate.yaml").toFile();

        assertThatThrownBy(check::execute).isInstanceOf(MojoFailureException.class);
        check.policy = folder.resolve("missing.yaml").toFile();
        assertThatThrownBy(check::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("missing.yaml");
    }

    @Test
    void eval_asks_a_command_every_time_for_it_may_have_changed() throws Exception {
        write("set.jsonl", "{\"id\": \"1\", \"input\": \"x\", \"expected\": \"x\", \"buckets\": [\"tense.past\"]}\n");
        write("bundle/model.onnx", "weights");
        EvalMojo eval = new EvalMojo(Map.of(), Clock.systemUTC());
        common(eval);
        eval.bundle = folder.resolve("bundle").toFile();
        eval.evalSet = folder.resolve("set.jsonl").toFile();
        eval.candidate = folder.resolve("target/gate/candidate_eval.json").toFile();
        eval.command = "sh -c 'echo asked >> asked; while read -r line; do echo \"$line\" | sed s/input/output/; done'";

        eval.execute();
        eval.execute();

        assertThat(Files.readAllLines(folder.resolve("asked"))).hasSizeGreaterThanOrEqualTo(2);
        assertThat(Files.readString(folder.resolve("target/gate/candidate_eval.json")))
                .contains("tense.past");
    }

    @Test
    void check_judges_by_the_policy_and_says_that_an_uncommitted_one_cannot_promote() throws Exception {
        write("target/gate/candidate_eval.json", report(91));
        write("gate.yaml", "version: 1\npolicy:\n  tolerance: 0.05\n");

        filled(new CheckMojo()).execute();
        assertThat(Files.readString(folder.resolve("target/gate/verdict.json")))
                .contains("\"decision\": \"PASS\"")
                .contains("\"promotable\": false");

        write("gate.yaml", "version: 1\npolicy:\n  tolerance: 0.01\n");
        assertThatThrownBy(() -> filled(new CheckMojo()).execute())
                .isInstanceOfSatisfying(
                        MojoFailureException.class,
                        failure -> assertThat(failure.getLongMessage()).contains("| `tense.past` |"));
    }

    @Test
    void register_enters_a_bundle_once() throws Exception {
        write("bundle/model.onnx", "weights");
        RegisterMojo register = new RegisterMojo();
        common(register);
        register.bundle = folder.resolve("bundle").toFile();
        register.artifactId = "tutor";

        register.execute();
        register.execute();

        assertThat(Files.readAllLines(folder.resolve("registry/index.jsonl"))).hasSize(2);
    }

    @Test
    void no_gate_is_skipped_where_the_registry_is_not_a_developers_own() throws IOException {
        write("target/gate/candidate_eval.json", report(90));
        CompareMojo skipping = compare();
        skipping.skip = true;

        assertThatThrownBy(skipping::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("is no development one");
        register(Environment.PRODUCTION);
        assertThatThrownBy(skipping::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("is no development one");
    }

    @Test
    void a_developer_may_skip_on_a_registry_of_their_own_but_never_promote() throws Exception {
        register(Environment.DEVELOPMENT);
        Map<String, String> development = Map.of("GATE_ENV", "dev");
        CompareMojo skipping = filled(new CompareMojo(development, Clock.systemUTC()));
        skipping.skip = true;

        skipping.execute();

        PromoteMojo promote = filled(new PromoteMojo(development, Clock.systemUTC()));
        promote.skip = true;
        assertThatThrownBy(promote::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("cannot be skipped");
    }

    @Test
    void promote_is_an_error_when_the_sha_is_none() throws IOException {
        PromoteMojo promote = filled(new PromoteMojo(Map.of(), Clock.systemUTC()));
        promote.canonicalSha = "not a sha";
        promote.semver = "0.1.0";
        promote.verdict = folder.resolve("verdict.json").toFile();

        assertThatThrownBy(promote::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("not a sha");
    }

    private void register(Environment environment) throws IOException {
        Path bundle = folder.resolve("bundle");
        write("bundle/model.onnx", "weights");
        try (Registry registry = Registries.open(folder, "registry", environment, notice -> {})) {
            new Register(registry, new DirectoryArtifactStore(folder.resolve("bytes")), Clock.systemUTC())
                    .run(new Register.Request(
                            new BundleReader().read(bundle, Optional.empty()),
                            bundle,
                            Optional.of("tutor"),
                            LineageFacts.UNKNOWN));
        }
    }

    private CompareMojo compare() {
        return filled(new CompareMojo(Map.of(), Clock.systemUTC()));
    }

    private CompareMojo filled(CompareMojo goal) {
        common(goal);
        goal.candidate = folder.resolve("target/gate/candidate_eval.json").toFile();
        goal.verdict = folder.resolve("target/gate/verdict.json").toFile();
        goal.tolerance = "0.02";
        return goal;
    }

    private CheckMojo filled(CheckMojo goal) {
        common(goal);
        goal.candidate = folder.resolve("target/gate/candidate_eval.json").toFile();
        goal.verdict = folder.resolve("target/gate/verdict.json").toFile();
        return goal;
    }

    private PromoteMojo filled(PromoteMojo goal) {
        common(goal);
        return goal;
    }

    private void common(GateMojo goal) {
        goal.directory = folder.toFile();
        goal.version = "1.2.3";
    }

    private static String report(int correct) {
        return "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"tense.past\": {\"n\": 100, \"correct\": %d}}}"
                .formatted(correct);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
