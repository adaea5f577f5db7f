package dev.modelgate.examples.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.render.ReportContext;
import dev.modelgate.eval.render.output.ReportOutput;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.verdict.ReportComparison;
import dev.modelgate.registry.evaluate.BundleEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The HTML report of the tutor's 1,200 cases in a real browser: light and dark, on a desk and on a phone. Needs what
 * {@code scripts/real/install-chromium.sh} installs.
 */
@Tag("real")
class ReportInBrowserTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path TUTOR = ROOT.resolve("examples/grammar-tutor");
    private static final String BASELINE = "eval_baseline.json";
    private static final long PATIENCE_MINUTES = 8;

    @TempDir
    private Path project;

    @Test
    void the_report_of_a_refused_tutor_opens_clean_and_accessible() throws IOException, InterruptedException {
        Path page = page("degraded", ROOT.resolve(BASELINE));
        JsonNode seen = browse(page);

        assertThat(seen.get("views")).hasSize(4);
        assertClean(seen);
        assertThat(seen.get("cases").asInt()).isEqualTo(40);
        assertThat(seen.at("/views/0/shown/lost").asInt()).isEqualTo(10);
        assertThat(seen.at("/views/0/shown/any").asInt()).isEqualTo(40);
    }

    @Test
    void twelve_hundred_lost_cases_open_at_once() throws IOException, InterruptedException {
        JsonNode seen = browse(page("clean", everythingTurned()));

        assertClean(seen);
        assertThat(seen.get("cases").asInt()).isEqualTo(1_200);
        // Half a second on a quiet machine; laid out card by card it is half a minute where the others are busy.
        seen.get("views").forEach(view -> {
            assertThat(view.get("millis").asLong()).as("opens: " + view).isLessThan(20_000);
            assertThat(view.get("filterMillis").asLong()).as("filters: " + view).isLessThan(5_000);
        });
    }

    private static void assertClean(JsonNode seen) {
        for (JsonNode view : seen.get("views")) {
            assertThat(view.get("console")).as("console of " + view.get("name")).isEmpty();
            assertThat(view.get("requests"))
                    .as("requests of " + view.get("name"))
                    .isEmpty();
            assertThat(view.get("axe")).as("axe on " + view.get("name")).isEmpty();
            assertThat(view.get("overflow").asInt())
                    .as("overflow of " + view.get("name"))
                    .isZero();
        }
    }

    private Path page(String model, Path baseline) throws IOException, InterruptedException {
        Path report = project.resolve(model + ".json");
        // A folder of classes serves as well as a jar, and is there before the jar is packed.
        Files.writeString(project.resolve("gate.yaml"), """
                version: 1
                wiring:
                  suite: phase-20
                  codec: {name: grammar-tutor, jar: "%s"}
                """.formatted(TUTOR.resolve("target/classes")));
        BundleEvaluation.run(
                BundleEvaluation.Request.ofBundle(
                        project, TUTOR.resolve("models/" + model), TUTOR.resolve("data/eval/phase-20.jsonl"), report),
                Clock.systemUTC(),
                Progress.SILENT);
        var judged = ReportComparison.run(
                report,
                baseline,
                Tolerance.DEFAULT,
                Circumstances.of("test", Clock.systemUTC().instant()));
        Path page = project.resolve(model + ".html");
        ReportOutput.write(judged.review(), ReportContext.of(BASELINE), page);
        return page;
    }

    /** The baseline with every answer turned round: what was right is wrong now, so nearly all cases change sides. */
    private Path everythingTurned() throws IOException {
        ObjectMapper json = new ObjectMapper();
        var report = (ObjectNode) json.readTree(ROOT.resolve(BASELINE).toFile());
        report.get("buckets").forEach(bucket -> {
            var counts = (ObjectNode) bucket;
            counts.put(
                    "correct", counts.get("n").asInt() - counts.get("correct").asInt());
            counts.remove("accuracy");
        });
        report.put("cases", "turned_cases.jsonl");
        StringBuilder cases = new StringBuilder();
        for (String line : Files.readAllLines(ROOT.resolve("eval_baseline_cases.jsonl"))) {
            var one = (ObjectNode) json.readTree(line);
            boolean passed = !one.get("passed").asBoolean();
            cases.append(one.put("passed", passed).put("score", passed ? 1 : 0)).append('\n');
        }
        Files.writeString(project.resolve("turned_cases.jsonl"), cases);
        Path turned = project.resolve("turned.json");
        json.writeValue(turned.toFile(), report);
        return turned;
    }

    private JsonNode browse(Path page) throws IOException, InterruptedException {
        Path said = project.resolve("said.json");
        Process browser = new ProcessBuilder(
                        "node",
                        ROOT.resolve("scripts/real/browser-check.mjs").toString(),
                        page.toString(),
                        project.resolve("shots").toString())
                .redirectOutput(said.toFile())
                .redirectError(project.resolve("complaint.txt").toFile())
                .start();
        boolean ended = browser.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        browser.destroyForcibly();
        assertThat(ended).as("the browser came to an end").isTrue();
        assertThat(browser.exitValue())
                .as(Files.readString(project.resolve("complaint.txt")))
                .isZero();
        return new ObjectMapper().readTree(said.toFile());
    }
}
