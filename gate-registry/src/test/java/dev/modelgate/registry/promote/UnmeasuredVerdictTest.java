package dev.modelgate.registry.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Promotion.Result result = promote(judged("{\"model_sha\": \"%s\", \"eval_set_sha256\": \"5e7\", \"buckets\": {\"tense.past\": 1}}"));

        assertRefused(result, ReasonCode.NOT_PASSED, ReasonCode.EVIDENCE_TOO_THIN);
        assertThat(messages(result)).contains("bucket 'tense.past' of the candidate has no 'n'").contains("has no cases");
    }

    @Test
    void a_verdict_that_says_promotable_all_the_same_does_not_help_thin_evidence() throws IOException {
        Path verdict = judged("{\"model_sha\": \"%s\", \"eval_set_sha256\": \"5e7\", \"buckets\": {\"tense.past\": 1}}");
        edit(verdict, "\"promotable\": false", "\"promotable\": true");

        assertRefused(promote(verdict), ReasonCode.EVIDENCE_TOO_THIN);
    }

    @Test
    void a_baseline_of_bare_numbers_promotes_nothing_unless_the_policy_says_so() throws IOException {
        Files.writeString(
                project.file("eval_baseline.json"), "{\"eval_set_sha256\": \"5e7\", \"buckets\": {\"tense.past\": 0.95}}");
        project.commit("eval_baseline.json");

        Promotion.Result result = promote(project.judged("clean", Optional.empty(), 95));

        assertRefused(result, ReasonCode.NOT_PASSED, ReasonCode.EVIDENCE_TOO_THIN);
        assertThat(messages(result)).contains("bucket 'tense.past' of the baseline is a bare number");
    }

    private Path judged(String report) throws IOException {
        Path file = Files.writeString(project.file("clean.json"), report.formatted(clean));
        return project.write(
                "clean_verdict.json",
                project.verdict(file, Optional.empty(), Tolerance.DEFAULT, ProjectFolder.NOW));
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
