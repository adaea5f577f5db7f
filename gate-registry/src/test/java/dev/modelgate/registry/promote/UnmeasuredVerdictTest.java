package dev.modelgate.registry.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verdict that nobody measured: what somebody writes by hand, for a model that never ran, promotes nothing. */
class UnmeasuredVerdictTest {

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;
    private CanonicalSha clean;

    @BeforeEach
    void a_registered_model() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project);
        registry.register("clean");
        clean = project.sha("clean");
    }

    @Test
    void a_bare_number_written_by_hand_is_refused_where_the_baseline_has_counts_and_cases() throws IOException {
        Promotion.Result result = promote(
                judged("{\"model_sha\": \"%s\", \"eval_set_sha256\": \"5e7\", \"buckets\": {\"tense.past\": 1}}"));

        assertRefused(result, ReasonCode.NOT_PASSED, ReasonCode.EVIDENCE_TOO_THIN);
        assertThat(messages(result))
                .contains("bucket 'tense.past' of the candidate has no 'n'")
                .contains("has no cases");
    }

    @Test
    void a_verdict_that_says_promotable_all_the_same_does_not_help_thin_evidence() throws IOException {
        Path verdict =
                judged("{\"model_sha\": \"%s\", \"eval_set_sha256\": \"5e7\", \"buckets\": {\"tense.past\": 1}}");
        edit(verdict, "\"promotable\": false", "\"promotable\": true");

        assertRefused(promote(verdict), ReasonCode.EVIDENCE_TOO_THIN);
    }

    @Test
    void a_baseline_of_bare_numbers_promotes_nothing_unless_the_policy_says_so() throws IOException {
        Files.writeString(
                project.file("eval_baseline.json"),
                "{\"eval_set_sha256\": \"5e7\", \"buckets\": {\"tense.past\": 0.95}}");
        project.commit("eval_baseline.json");

        Promotion.Result result = promote(project.judged("clean", Optional.empty(), 95));

        assertRefused(result, ReasonCode.NOT_PASSED, ReasonCode.EVIDENCE_TOO_THIN);
        assertThat(messages(result)).contains("bucket 'tense.past' of the baseline is a bare number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"status\": \"PASS\" | \"status\": \"FAIL\" | row of bucket 'tense.past'",
                "\"candidate\": \"0.93\" | \"candidate\": \"1\" | row of bucket 'tense.past'",
                "\"delta\": \"-0.02\" | \"delta\": \"0.02\" | row of bucket 'tense.past'",
                "\"bucket\": \"tense.past\" | \"bucket\": \"tense.future\" | row of bucket 'tense.future'",
                "\"reasons\": [] | \"reasons\": [\"BUCKET_MISSING\"] | reasons",
                "\"wiring_sha256\": null | \"wiring_sha256\": \"77\" | wiring"
            })
    void a_verdict_whose_words_are_edited_is_refused_though_its_decision_holds_again(
            String from, String to, String what) throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 93);
        edit(verdict, from, to);

        Promotion.Result result = promote(verdict);

        assertRefused(result, ReasonCode.NOT_PASSED);
        assertThat(messages(result))
                .isEqualTo(
                        "the verdict's " + what
                                + " differs from what judging again gives; it was made by gate 0.1.0 and this is gate unknown, so judge again with this one");
        assertThat(registry.live()).isEmpty();
    }

    @Test
    void a_row_that_was_made_up_is_refused() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        edit(
                verdict,
                "\"buckets\": [",
                "\"buckets\": [{\"bucket\": \"x\", \"status\": \"NEW\", \"baseline\": null, \"candidate\": \"1\", \"delta\": null},");

        assertThat(messages(promote(verdict))).startsWith("the verdict's row of bucket 'x' differs");
    }

    @Test
    void the_promoting_gates_own_judgement_is_kept_beside_the_verdict_that_was_given() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 93);
        edit(verdict, "\"gate_version\": \"0.1.0\"", "\"gate_version\": \"nonsense\"");

        assertThat(promote(verdict)).isInstanceOf(Promotion.Promoted.class);

        Map<String, String> kept = store.snapshot();
        assertThat(kept.get("verdicts/" + ProjectFolder.sha256(verdict) + ".json"))
                .contains("nonsense");
        String own = kept.entrySet().stream()
                .filter(document -> document.getKey().startsWith("verdicts/"))
                .map(Map.Entry::getValue)
                .filter(text -> !text.contains("nonsense"))
                .findFirst()
                .orElseThrow();
        assertThat(own).contains("\"gate_version\": \"unknown\"", "\"candidate\": \"0.93\"");
        assertThat(kept.toString()).contains("\"judgement_sha256\":\"" + ProjectFolder.sha256(own) + "\"");
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
        store.write(writer -> {
            writer.put(DocumentPath.verdict(ProjectFolder.sha256(own)), "{}".getBytes(StandardCharsets.UTF_8));
            return null;
        });
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .hasSize(1);
    }

    @Test
    void an_honest_report_with_its_answers_promotes() throws IOException {
        answered();

        assertThat(promote(answeredBy(honest(), ""))).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void a_score_that_its_answer_is_not_worth_is_refused() throws IOException {
        answered();

        Promotion.Result result = promote(answeredBy(List.of(said("1", "goed", true), said("2", "went", true)), ""));

        assertRefused(result, ReasonCode.EVIDENCE_MISMATCH);
        assertThat(messages(result))
                .isEqualTo(
                        "case '1' is said to be worth 1 (passed), but its answer 'goed' is worth 0 (failed); evaluate again, and use the cases as the gate wrote them");
    }

    @Test
    void a_case_that_was_made_to_expect_what_was_answered_is_refused() throws IOException {
        answered();
        String easier = said("1", "goed", true).replace("\"expected\":\"went\"", "\"expected\":\"goed\"");

        Promotion.Result result = promote(answeredBy(List.of(easier, said("2", "went", true)), ""));

        assertRefused(result, ReasonCode.EVIDENCE_MISMATCH);
        assertThat(messages(result))
                .contains("case '1' asks 'past of go' and expects 'goed', but 'past of go' and 'went' are stated");
    }

    @Test
    void a_scorer_that_a_line_chooses_for_itself_is_not_the_cases() throws IOException {
        answered();
        String lenient = "{\"scorer\":{\"name\":\"edit\",\"threshold\":0.1},"
                + said("1", "wend", true)
                        .replace("\"score\":1", "\"score\":0.75")
                        .substring(1);

        assertRefused(promote(answeredBy(List.of(lenient, said("2", "went", true)), "")), ReasonCode.EVIDENCE_MISMATCH);
    }

    @Test
    void cases_that_the_committed_eval_set_does_not_have_are_refused() throws IOException {
        String set = line("1") + line("2");
        Files.writeString(project.file("set.jsonl"), set);
        Files.writeString(project.file("gate.yaml"), "version: 1\nwiring:\n  eval_set: set.jsonl\n");
        String digest = "\"eval_set_sha256\":\"" + ProjectFolder.sha256(set) + "\",";
        answered(digest);
        project.commit("gate.yaml", "set.jsonl");
        assertThat(promote(answeredBy(honest(), digest))).isInstanceOf(Promotion.Promoted.class);

        String invented = said("3", "went", true).replace("[\"b\"]", "[\"easy\"]");
        Path verdict = answeredBy(List.of(said("1", "went", true), said("2", "went", true), invented), digest);
        edit(verdict, "\"live_sha\": null", "\"live_sha\": \"" + clean + "\"");
        Promotion.Result result = registry.promote("clean", "0.3.2", verdict);

        assertRefused(result, ReasonCode.EVIDENCE_MISMATCH);
        assertThat(messages(result)).startsWith("case '3' is among the candidate's cases, but not in the eval set");
    }

    @Test
    void a_judges_score_is_held_to_the_answer_that_was_recorded() throws IOException {
        Files.writeString(
                project.file("gate.yaml"),
                "version: 1\nwiring:\n  scorer: {name: judge, threshold: 0.5, runtime: {kind: openai, url: 'http://127.0.0.1:9/v1', model: m}}\n");
        answered();
        project.commit("gate.yaml");
        String right = said("1", "went", true).replace("}", ",\"judge_answer\":\"Right.\\nSCORE: 1\"}");
        String wrong = said("2", "went", true).replace("}", ",\"judge_answer\":\"Wrong.\\nSCORE: 0\"}");

        assertThat(messages(promote(answeredBy(List.of(right, said("2", "went", true)), ""))))
                .startsWith("case '2' has a judge's score without the judge's answer");
        Promotion.Result result = promote(answeredBy(List.of(right, wrong), ""));
        assertRefused(result, ReasonCode.EVIDENCE_MISMATCH);
        assertThat(messages(result))
                .startsWith("case '2' is said to be worth 1 (passed), but its answer 'went' is worth 0 (failed)");
        assertThat(promote(answeredBy(List.of(right, wrong.replace("SCORE: 0", "SCORE: 1")), "")))
                .isInstanceOf(Promotion.Promoted.class);
    }

    private void answered() throws IOException {
        answered("");
    }

    /** A baseline that 'gate eval' wrote: its report names the scorer, its cases hold the answers. */
    private void answered(String facts) throws IOException {
        report("eval_baseline.json", "baseline_cases.jsonl", "null", honest(), facts);
        project.commit("eval_baseline.json", "baseline_cases.jsonl");
    }

    private Path answeredBy(List<String> lines, String facts) throws IOException {
        Path file = report("clean.json", "clean_cases.jsonl", "\"" + clean + "\"", lines, facts);
        return project.write(
                "clean_verdict.json", project.verdict(file, Optional.empty(), Tolerance.DEFAULT, ProjectFolder.NOW));
    }

    private Path report(String name, String cases, String model, List<String> lines, String facts) throws IOException {
        Files.write(project.file(cases), lines);
        long easy = lines.stream().filter(line -> line.contains("easy")).count();
        String invented = easy == 0 ? "" : ",\"easy\":{\"n\":1,\"correct\":1}";
        return Files.writeString(
                project.file(name),
                "{\"model_sha\":%s,%s\"scorer\":\"exact\",\"buckets\":{\"b\":{\"n\":2,\"correct\":2}%s},\"cases\":\"%s\"}"
                        .formatted(model, facts, invented, cases));
    }

    private static List<String> honest() {
        return List.of(said("1", "went", true), said("2", "went", true));
    }

    private static String said(String id, String output, boolean passed) {
        return "{\"id\":\"%s\",\"buckets\":[\"b\"],\"score\":%d,\"passed\":%s,\"input\":\"past of go\",\"expected\":\"went\",\"output\":\"%s\"}"
                .formatted(id, passed ? 1 : 0, passed, output);
    }

    private static String line(String id) {
        return "{\"id\":\"%s\",\"buckets\":[\"b\"],\"input\":\"past of go\",\"expected\":\"went\"}\n".formatted(id);
    }

    private Path judged(String report) throws IOException {
        Path file = Files.writeString(project.file("clean.json"), report.formatted(clean));
        return project.write(
                "clean_verdict.json", project.verdict(file, Optional.empty(), Tolerance.DEFAULT, ProjectFolder.NOW));
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private Promotion.Result promote(Path verdict) throws IOException {
        return registry.promote("clean", "0.3.1", verdict);
    }

    private static void assertRefused(Promotion.Result result, ReasonCode... codes) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Promotion.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .extracting(Reason::code)
                                .contains(codes));
    }

    private static String messages(Promotion.Result result) {
        return String.join(
                "\n",
                ((Promotion.Refused) result)
                        .reasons().stream().map(Reason::message).toList());
    }
}
