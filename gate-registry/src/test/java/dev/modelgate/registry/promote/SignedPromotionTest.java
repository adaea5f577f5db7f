package dev.modelgate.registry.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.SignedFiles;
import dev.modelgate.registry.sign.SignedReport;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.Keys;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import dev.modelgate.registry.trust.TrustEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that demands signatures by the key {@code ci}: every way to come by without one. */
class SignedPromotionTest {

    private static final LocalSigner CI = Keys.signer();
    private static final LocalSigner STRANGER = Keys.signer();

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;

    @BeforeEach
    void signatures_are_demanded() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project, Optional.of(CI));
        registry.register("clean");
        assertThat(edit(Optional.empty()).run(trust -> trust.with(Keys.trusted("ci", CI), false)))
                .isInstanceOf(TrustEdit.Changed.class);
    }

    @Test
    void takes_the_envelope_and_the_bundle_of_a_trusted_key_and_keeps_their_very_bytes() throws IOException {
        Path envelope = signed("clean", 95, CI).get(0);
        assertThat(registry.promote("clean", "0.3.1", envelope)).isInstanceOf(Promotion.Promoted.class);

        registry.register("retrain");
        Path bundle = signed("retrain", 96, CI, live()).get(1);
        assertThat(registry.promote("retrain", "0.3.2", bundle)).isInstanceOf(Promotion.Promoted.class);

        for (Path file : List.of(envelope, bundle)) {
            assertThat(store.snapshot().get("verdicts/" + ProjectFolder.sha256(file) + ".json"))
                    .isEqualTo(Files.readString(file));
        }
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
    }

    @Test
    void refuses_the_bare_verdict() throws IOException {
        assertRefused(
                project.judged("clean", Optional.empty(), 95),
                ReasonCode.SIGNATURE_MISSING,
                ReasonCode.SIGNATURE_MISSING);
    }

    @Test
    void refuses_a_verdict_by_an_unknown_key() throws IOException {
        assertRefused(signed("clean", 95, STRANGER).get(0), ReasonCode.KEY_UNKNOWN);
    }

    @Test
    void refuses_an_edited_verdict_without_believing_any_word_of_it() throws IOException {
        Path envelope = signed("clean", 92, CI).get(0);
        edit(envelope, "\"decision\":\"REFUSED\"", "\"decision\":\"PASS\"");

        assertRefused(envelope, ReasonCode.SIGNATURE_BAD);
    }

    @Test
    void refuses_a_signed_verdict_about_another_model() throws IOException {
        registry.register("other");
        Path envelope = signed("other", 95, CI).get(0);

        Promotion.Result result = registry.promote("clean", "0.3.1", envelope);

        assertThat(((Promotion.Refused) result).reasons())
                .extracting(Reason::code)
                .containsOnly(ReasonCode.SUBJECT_MISMATCH);
    }

    @Test
    void refuses_a_signed_verdict_under_a_looser_tolerance() throws IOException {
        Path report = project.report("clean.json", "clean_cases.jsonl", Optional.of(project.sha("clean")), 92);
        Verdict loose = project.verdict(report, Optional.empty(), Tolerance.parse("0.05"), ProjectFolder.NOW);
        Path bare = project.write("loose.json", loose);
        Path envelope = SignedFiles.write(loose, bare, CI).get(0);

        Promotion.Result result = registry.promote("clean", "0.3.1", envelope);

        assertThat(((Promotion.Refused) result).reasons())
                .extracting(Reason::code)
                .contains(ReasonCode.POLICY_MISMATCH);
    }

    @Test
    void refuses_a_signed_verdict_whose_evidence_changed() throws IOException {
        Path envelope = signed("clean", 96, CI).get(0);
        Files.writeString(project.file("clean_cases.jsonl"), "{}\n");

        assertRefused(envelope, ReasonCode.EVIDENCE_MISMATCH);
    }

    @Test
    void refuses_what_a_removed_key_signed_before() throws IOException {
        Path envelope = signed("clean", 95, CI).get(0);
        edit(Optional.of(CI)).run(trust -> trust.with(Keys.trusted("new", STRANGER), false));
        edit(Optional.of(STRANGER)).run(trust -> trust.without("ci"));

        assertRefused(envelope, ReasonCode.KEY_UNKNOWN, ReasonCode.KEY_UNKNOWN); // verdict and report
    }

    @Test
    void an_edited_trust_stops_every_promotion() throws IOException {
        Path envelope = signed("clean", 95, CI).get(0);
        byte[] trust = store.snapshot()
                .get("trust.json")
                .replace("\"unsigned_counts\": false", "\"unsigned_counts\": true")
                .getBytes(StandardCharsets.UTF_8);
        store.documents.put("trust.json", trust);

        assertThatThrownBy(() -> registry.promote("clean", "0.3.1", envelope))
                .hasMessageContaining("trust.json is the file with the digest");
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .anyMatch(finding -> finding.toString().contains("trust.json"));
    }

    @Test
    void refuses_a_report_that_nobody_signed_though_its_verdict_is_signed() throws IOException {
        Path envelope = signed("clean", 95, CI).get(0);
        Files.delete(project.file("clean.dsse.json"));

        assertRefused(envelope, ReasonCode.SIGNATURE_MISSING);
    }

    @Test
    void refuses_a_report_that_an_unknown_key_signed() throws IOException {
        Path envelope = signed("clean", 95, CI).get(0);
        SignedReport.write(project.file("clean.json"), Optional.of(STRANGER), ProjectFolder.NOW);

        assertRefused(envelope, ReasonCode.KEY_UNKNOWN);
    }

    @Test
    void refuses_a_report_whose_signature_was_edited_to_be_about_it() throws IOException {
        Path verdict = signed("clean", 93, CI).get(0);
        Path signature = project.file("clean.dsse.json");
        String report = ProjectFolder.sha256(project.file("clean.json"));
        edit(signature, report, "0".repeat(64));
        assertRefused(verdict, ReasonCode.SIGNATURE_MISSING);

        edit(signature, "0".repeat(64), report);
        edit(signature, ProjectFolder.sha256(project.file("clean_cases.jsonl")), "0".repeat(64));
        assertRefused(verdict, ReasonCode.SIGNATURE_BAD);
    }

    @Test
    void keeps_the_reports_signature_and_finds_it_again_in_the_registry() throws IOException {
        Path verdict = signed("clean", 95, CI).get(0);
        String report = ProjectFolder.sha256(project.file("clean.json"));
        String signature = Files.readString(project.file("clean.dsse.json"));
        assertThat(registry.promote("clean", "0.3.1", verdict)).isInstanceOf(Promotion.Promoted.class);
        assertThat(store.snapshot()).containsEntry("evidence/" + report + ".dsse.json", signature);
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();

        Path again = signed("clean", 95, CI, live()).get(0);
        Files.delete(project.file("clean.dsse.json"));
        assertThat(registry.promote("clean", "0.3.2", again)).isInstanceOf(Promotion.Promoted.class);
    }

    private TrustEdit edit(Optional<LocalSigner> signer) {
        return new TrustEdit(registry.registry, signer, TestRegistry.CLOCK);
    }

    private Optional<CanonicalSha> live() throws IOException {
        return registry.live().map(release -> release.sha());
    }

    private List<Path> signed(String content, int correct, LocalSigner signer) throws IOException {
        return signed(content, correct, signer, Optional.empty());
    }

    private List<Path> signed(String content, int correct, LocalSigner signer, Optional<CanonicalSha> live)
            throws IOException {
        Path bare = project.judged(content, live, correct);
        SignedReport.write(project.file(content + ".json"), Optional.of(CI), ProjectFolder.NOW);
        Verdict verdict = project.verdict(project.file(content + ".json"), live, Tolerance.DEFAULT, ProjectFolder.NOW);
        return SignedFiles.write(verdict, bare, signer);
    }

    /** Edits what lies within the envelope's Base64. */
    private static void edit(Path envelope, String from, String to) throws IOException {
        String text = Files.readString(envelope);
        Matcher payload = Pattern.compile("\"payload\": \"([^\"]+)\"").matcher(text);
        assertThat(payload.find()).isTrue();
        String statement = new String(Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8);
        assertThat(statement).contains(from);
        String edited =
                Base64.getEncoder().encodeToString(statement.replace(from, to).getBytes(StandardCharsets.UTF_8));
        Files.writeString(envelope, text.replace(payload.group(1), edited));
    }

    private void assertRefused(Path verdict, ReasonCode... codes) throws IOException {
        Map<String, String> before = store.snapshot();

        Promotion.Result result = registry.promote("clean", "0.3.1", verdict);

        assertThat(((Promotion.Refused) result).reasons())
                .extracting(Reason::code)
                .containsExactly(codes);
        assertThat(store.snapshot()).isEqualTo(before);
    }
}
