package dev.modelgate.ci.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A candidate that is judged has used up its cases, also when it is refused; the registry counts that where it may. */
class JudgeStageTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T09:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path project;

    @BeforeEach
    void a_policy_and_a_baseline() throws IOException {
        policy("attempts: report");
        Files.writeString(project.resolve("eval_baseline.json"), report("a", 95));
    }

    @Test
    void every_candidate_is_counted_once_whatever_became_of_it() throws IOException {
        assertThat(judge("b", 80).kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(judge("c", 95).kind()).isEqualTo(Outcome.Kind.PASSED);
        assertThat(judge("b", 80).kind()).isEqualTo(Outcome.Kind.REFUSED);

        assertThat(Files.readString(project.resolve("counted/attempts.jsonl")).lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("b".repeat(64)))
                .anySatisfy(line -> assertThat(line).contains("c".repeat(64)));
    }

    @Test
    void a_policy_that_spends_is_stricter_with_each_candidate() throws IOException {
        policy("mode: noninferiority\n  tolerance: 0.06\n  attempts: spend");

        assertThat(judge("b", 95).kind()).isEqualTo(Outcome.Kind.PASSED);
        for (String more : new String[] {"c", "d", "e", "f"}) {
            judge(more, 95);
        }
        assertThat(judge("0", 95).kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(judge("b", 95).kind()).isEqualTo(Outcome.Kind.PASSED);
    }

    @Test
    void without_a_registry_nothing_is_counted_and_a_policy_that_spends_cannot_judge() throws IOException {
        assertThat(judge("b", 95, Map.of()).kind()).isEqualTo(Outcome.Kind.PASSED);
        assertThat(project.resolve("counted")).doesNotExist();

        policy("mode: noninferiority\n  attempts: spend");
        assertThatThrownBy(() -> judge("b", 95, Map.of()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("nobody counted");
    }

    private Outcome judge(String model, int correct) throws IOException {
        return judge(model, correct, Map.of("GATE_REGISTRY", "counted"));
    }

    private Outcome judge(String model, int correct, Map<String, String> environment) throws IOException {
        Workshop shop = new Workshop(project, environment, CLOCK, "0.1.0");
        Path written = shop.folder().report();
        Files.createDirectories(written.getParent());
        Files.writeString(written, report(model, correct));
        return new JudgeStage(shop).run();
    }

    private void policy(String words) throws IOException {
        Files.writeString(project.resolve("gate.yaml"), "version: 1\npolicy:\n  " + words + "\n");
    }

    /** With its cases, of which the first ones are right. */
    private String report(String model, int correct) throws IOException {
        String name = "cases-%d.jsonl".formatted(correct);
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            cases.append("{\"id\":\"c%d\",\"buckets\":[\"b\"],\"passed\":%s}\n".formatted(i, i < correct));
        }
        for (Path folder : new Path[] {project, project.resolve(".gate/ci")}) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), cases);
        }
        return """
                {"schema": "modelgate.eval/v1", "model_sha": "%s", "eval_set_sha256": "5e7",
                 "buckets": {"b": {"n": 100, "correct": %d}}, "cases": "%s"}
                """.formatted(model.repeat(64), correct, name);
    }
}
