package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both workspaces were written by Contexta 1.0.0 itself, {@code hostile} by {@code scripts/real/contexta.sh}. */
class EvidenceCheckTest {

    private static final Path FIXTURES =
            Path.of(System.getProperty("project.root")).resolve("fixtures/contexta");

    @TempDir
    private Path directory;

    @Test
    void passes_the_good_candidate() {
        Shell.Result result = ranker("candidate-v2-good");

        assertThat(result.status()).isZero();
        assertThat(result.out()).isEqualTo("""

                 Pre-deployment gate for 'run:product-ranker.candidate-v2-good': [PASS]
                  [OK]  [diagnostics] clean (0 warning(s))
                  [OK]  [required_metrics] accuracy=0.9010, auc=0.9330, f1=0.8890
                  [OK]  [regression_check] no significant regression vs previous deploy (threshold=2%)
                """);
    }

    @Test
    void refuses_the_candidate_without_an_evaluation() {
        Shell.Result result = ranker("candidate-v3-no-eval");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).startsWith("""

                 Pre-deployment gate for 'run:product-ranker.candidate-v3-no-eval': [FAIL]
                  [NG]  [diagnostics] 1 error(s): STAGE_MISSING
                  [NG]  [required_metrics] missing: ['accuracy', 'auc', 'f1']
                  [NG]  [regression_check] not compared: accuracy, auc, f1 not measured in stage 'evaluate'
                """).contains("| STAGE_MISSING ").contains("| METRIC_MISSING ");
    }

    @Test
    void refuses_the_candidate_that_lost_six_percent() {
        Shell.Result result = ranker("candidate-v4-regressed");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).startsWith("""

                 Pre-deployment gate for 'run:product-ranker.candidate-v4-regressed': [FAIL]
                  [OK]  [diagnostics] clean (0 warning(s))
                  [OK]  [required_metrics] accuracy=0.8410, auc=0.8910, f1=0.8590
                  [NG]  [regression_check] regression detected: accuracy: 0.8930->0.8410 (-5.8%); \
                auc: 0.9270->0.8910 (-3.9%); f1: 0.8810->0.8590 (-2.5%)
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "never-ran, '2 error(s): STAGE_MISSING, METRIC_WITHOUT_STAGE'",
        "never-ran-zero, '3 error(s): STAGE_MISSING, METRIC_WITHOUT_STAGE, DATASET_MISMATCH'",
        "wrong-stage, '4 error(s): STAGE_WITHOUT_METRICS, METRIC_OUTSIDE_STAGE, METRIC_OUTSIDE_STAGE, METRIC_OUTSIDE_STAGE'",
        "degraded, 1 error(s): RECORD_DEGRADED",
        "other-dataset, 1 error(s): DATASET_MISMATCH",
        "failed-stage, 1 error(s): STAGE_INCOMPLETE",
        "failed-deployment, 1 error(s): DEPLOYMENT_FAILED"
    })
    void refuses_by_its_own_code_what_contexta_passes(String run, String codes) {
        Shell.Result result = hostile(run);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("[diagnostics] " + codes + "\n");
    }

    @Test
    void passes_the_sound_one_beside_them() {
        assertThat(hostile("good").status()).isZero();
    }

    @Test
    void an_agreed_version_overrides_the_previous_one() {
        assertThat(hostile("other-dataset", "--dataset", "clicks=v2025-03-31").status())
                .isZero();
        assertThat(hostile("good", "--dataset", "clicks=v2025-03-31").out()).contains("DATASET_MISMATCH");
        assertThat(hostile("good", "--dataset", "clicks").status()).isEqualTo(64);
    }

    @Test
    void prints_json_with_every_reason() {
        assertThat(hostile("degraded", "--format", "json").out())
                .contains("\"decision\": \"REFUSED\"")
                .contains("\"code\": \"RECORD_DEGRADED\"")
                .contains("half of the evaluation set could not be read");
    }

    @Test
    void could_not_judge_without_a_run_a_workspace_or_a_metric_to_require() throws IOException {
        assertThat(hostile("nowhere").err()).contains("has no run 'run:product-ranker.nowhere'; its runs are run:");
        assertThat(hostile("good", "--stage", "package").status()).isEqualTo(1);
        assertThat(check("contexta:" + directory, "a", "b").err()).contains("ledger.db does not exist");

        Files.createDirectories(directory.resolve("metadata"));
        Files.writeString(directory.resolve("metadata/ledger.db"), "not a ledger");
        assertThat(check("contexta:" + directory, "a", "b").status()).isEqualTo(1);
        assertThat(new Shell(directory).run("check", "--run", "a").status()).isEqualTo(64);
    }

    @Test
    void could_not_judge_when_committed_records_are_missing() throws IOException {
        copy(FIXTURES.resolve("workspace"), directory);
        Path segment = directory.resolve("records/segments/segment-000001.jsonl");
        String text = Files.readString(segment);
        Files.writeString(segment, text.substring(0, text.indexOf('\n') + 1));

        assertThat(check(
                                "contexta:" + directory,
                                "run:product-ranker.candidate-v2-good",
                                "run:product-ranker.baseline-v1")
                        .err())
                .contains("end at record 1, but 9 were committed");
    }

    @Test
    void reads_runs_from_plain_json_and_knows_every_word_there() throws IOException {
        String sound = """
                {"runs": [
                  {"run": "a", "status": "completed", "stages": [{"name": "evaluate", "status": "completed"}],
                   "metrics": [{"metric": "accuracy", "stage": "evaluate", "value": 0.9}], "datasets": {"clicks": "v1"}},
                  {"run": "b", "status": "completed", "stages": [{"name": "evaluate", "status": "completed"}],
                   "metrics": [{"metric": "accuracy", "stage": "evaluate", "value": 0.882}], "datasets": {"clicks": "v1"}}
                ]}
                """;
        Path file = Files.writeString(directory.resolve("run.json"), sound);

        assertThat(check("run.json", "b", "a").status())
                .as("exactly two percent below")
                .isZero();
        Files.writeString(file, sound.replace("0.882", "0.8819999"));
        assertThat(check("run.json", "b", "a").out()).contains("METRIC_DROPPED");
        Files.writeString(file, sound.replace("datasets", "data_sets"));
        assertThat(check("run.json", "b", "a").err()).contains("'data_sets' is not understood");
    }

    private Shell.Result ranker(String run) {
        return check(
                "contexta:" + FIXTURES.resolve("workspace"),
                "run:product-ranker." + run,
                "run:product-ranker.baseline-v1");
    }

    private Shell.Result hostile(String run, String... more) {
        return check(
                "contexta:" + FIXTURES.resolve("hostile"),
                "run:product-ranker." + run,
                "run:product-ranker.baseline",
                more);
    }

    private Shell.Result check(String evidence, String run, String previous, String... more) {
        java.util.List<String> line = new java.util.ArrayList<>(
                java.util.List.of("check", "--evidence", evidence, "--run", run, "--previous", previous));
        line.addAll(java.util.List.of(more));
        return new Shell(directory).run(line.toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (java.util.stream.Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
