package dev.modelgate.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.reporting.MavenReportException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site's page, as the events that any renderer of a site gets. */
class ReportMojoTest {

    @TempDir
    private Path folder;

    private final RecordingSink sink = new RecordingSink();

    @BeforeEach
    void aVerdict() throws IOException, MojoExecutionException {
        Files.writeString(folder.resolve("eval_baseline.json"), report(95));
        Files.writeString(folder.resolve("candidate_eval.json"), report(90));
        CompareMojo compare = new CompareMojo(Map.of(), Clock.systemUTC());
        compare.directory = folder.toFile();
        compare.version = "1.2.3";
        compare.candidate = folder.resolve("candidate_eval.json").toFile();
        compare.verdict = folder.resolve("verdict.json").toFile();
        compare.tolerance = "0.02";
        assertThatThrownBy(compare::execute).isInstanceOf(MojoFailureException.class);
    }

    @Test
    void the_page_shows_verdict_buckets_and_digests_and_leads_to_the_whole_report() throws Exception {
        report().generate(sink.sink(), Locale.ROOT);

        assertThat(sink.texts())
                .containsSubsequence("Verdict", "REFUSED: 1 of 2 buckets fail")
                .containsSubsequence("tense.past", "FAIL", "0.95", "0.9", "-5 pp", "≥ 0.93")
                .containsSubsequence("tense\\u202epresent", "PASS", "0.95", "0.95", "0 pp", "≥ 0.93")
                .contains(sha256(folder.resolve("candidate_eval.json")), "not named: this verdict cannot promote");
        assertThat(sink.links()).containsExactly("gate/report.html");
        assertThat(Files.readString(folder.resolve("site/gate/report.html"))).contains("tense.past");
    }

    @Test
    void the_page_opens_and_closes_what_it_opens() throws Exception {
        report().generate(sink.sink(), Locale.ROOT);

        assertThat(sink.stillOpen()).isEmpty();
    }

    @Test
    void a_module_without_a_verdict_has_no_page() throws IOException {
        assertThat(report().canGenerateReport()).isTrue();

        Files.delete(folder.resolve("verdict.json"));

        assertThat(report().canGenerateReport()).isFalse();
    }

    @Test
    void reports_that_were_not_judged_are_an_error_and_no_page() throws IOException {
        Files.writeString(folder.resolve("candidate_eval.json"), report(94));

        assertThatThrownBy(() -> report().generate(sink.sink(), Locale.ROOT)).isInstanceOf(MavenReportException.class);
        assertThatThrownBy(() -> report().execute()).isInstanceOf(MojoExecutionException.class);
        assertThat(sink.texts()).isEmpty();
    }

    @Test
    void the_goal_alone_writes_the_whole_report() throws Exception {
        report().execute();

        assertThat(folder.resolve("site/gate/report.html")).exists();
    }

    private ReportMojo report() {
        ReportMojo report = new ReportMojo();
        report.directory = folder.toFile();
        report.version = "1.2.3";
        report.verdict = folder.resolve("verdict.json").toFile();
        report.candidate = folder.resolve("candidate_eval.json").toFile();
        report.setReportOutputDirectory(folder.resolve("site").toFile());
        return report;
    }

    private static String sha256(Path file) throws IOException {
        return dev.modelgate.core.identity.Sha256.hex(Files.readAllBytes(file));
    }

    private static String report(int correct) {
        List<String> buckets = List.of(
                "\"tense.past\": {\"n\": 100, \"correct\": %d}".formatted(correct),
                "\"tense\\u202epresent\": {\"n\": 100, \"correct\": 95}");
        return "{\"eval_set_sha256\": \"aa\", \"buckets\": {" + String.join(", ", buckets) + "}}";
    }
}
