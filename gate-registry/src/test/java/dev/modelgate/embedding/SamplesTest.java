package dev.modelgate.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.Environment;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples, run as a program that embeds the gate would run them. */
class SamplesTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path project;

    @Test
    void a_comparison_gives_the_table_where_the_candidate_is_refused() throws IOException {
        write("baseline.json", report(95, Optional.empty()));
        write("candidate.json", report(92, Optional.empty()));

        assertThat(compare("candidate.json").orElseThrow()).contains("| `tense.past` | FAIL");
        assertThat(ReadAVerdict.blocking(project.resolve("verdict.json"))).containsExactly("tense.past at 0.92");
        assertThat(compare("baseline.json")).isEmpty();
    }

    @Test
    void a_model_and_a_scorer_of_ones_own_make_a_report_that_can_be_compared() throws Exception {
        write("set.jsonl", """
                {"id": "1", "input": "go on", "expected": "ON GO", "buckets": ["tense.past"]}
                {"id": "2", "input": "stay", "expected": "LEAVE", "buckets": ["tense.past"]}
                """);

        EvaluateYourOwn.evaluate(project.resolve("set.jsonl"), project.resolve("baseline.json"), CLOCK);

        assertThat(Files.readString(project.resolve("baseline.json")))
                .contains("\"correct\": 1")
                .contains("same-words");
        assertThat(compare("baseline.json")).isEmpty();
    }

    @Test
    void a_promotion_takes_what_the_verdict_is_about_and_nothing_else() throws Exception {
        write("bundle/model.onnx", "weights");
        CanonicalSha sha = new BundleReader()
                .read(project.resolve("bundle"), Optional.empty())
                .sha();
        write("eval_baseline.json", report(95, Optional.empty()));
        write("candidate.json", report(94, Optional.of(sha)));
        commit();
        CompareTwoReports.refusal(
                project.resolve("candidate.json"),
                project.resolve("eval_baseline.json"),
                project.resolve("verdict.json"),
                CLOCK);

        assertThat(promote()).isInstanceOf(Promotion.Promoted.class);
        write("bundle/model.onnx", "other weights");
        assertThat(promote()).isInstanceOf(Promotion.Refused.class);
    }

    @Test
    void a_registry_stands_on_a_store_of_ones_own() throws IOException {
        try (Registry registry = new Registry(new MemoryStore(), Environment.PRODUCTION, notice -> {})) {
            assertThat(registry.<Boolean>read(view -> view.identity().isPresent()))
                    .isFalse();
        }
    }

    private Promotion.Result promote() throws IOException {
        return PromoteIntoARegistry.promote(
                project, project.resolve("bundle"), project.resolve("verdict.json"), "1.0.0", CLOCK, notice -> {});
    }

    private Optional<String> compare(String candidate) {
        return CompareTwoReports.refusal(
                project.resolve(candidate), project.resolve("baseline.json"), project.resolve("verdict.json"), CLOCK);
    }

    private void commit() throws GitAPIException {
        try (Git git = Git.init()
                .setDirectory(project.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern("eval_baseline.json").call();
            git.commit()
                    .setMessage("Baseline")
                    .setAuthor("test", "test@localhost")
                    .setCommitter("test", "test@localhost")
                    .setSign(false)
                    .call();
        }
    }

    private static String report(int correct, Optional<CanonicalSha> sha) {
        return "{%s\"eval_set_sha256\": \"aa\", \"buckets\": {\"tense.past\": {\"n\": 100, \"correct\": %d}}}"
                .formatted(
                        sha.map(model -> "\"model_sha\": \"" + model.hex() + "\", ")
                                .orElse(""),
                        correct);
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
