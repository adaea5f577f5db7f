package dev.modelgate.registry.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.trust.Authenticity;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.verdict.VerdictCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictFileTest {

    private static final String CI = Samples.CI.publicKey().id().hex();
    private static final String OTHER = Samples.OTHER.publicKey().id().hex();

    @Nested
    class Counts {

        @Test
        void an_envelope_by_a_trusted_key() throws IOException {
            assertValid(SignedVerdict.of(Samples.verdict(), Samples.CI).envelope());
        }

        @Test
        void a_sigstore_bundle_by_a_trusted_key() throws IOException {
            assertValid(SignedVerdict.of(Samples.verdict(), Samples.CI).bundle());
        }

        @Test
        void an_envelope_in_the_url_safe_alphabet_without_padding() throws IOException {
            String envelope = SignedVerdict.of(Samples.verdict(), Samples.CI).envelope();

            assertValid(envelope.replace('+', '-')
                    .replace('/', '_')
                    .replace("=", "")
                    .replace("application_vnd.in-toto-json", "application/vnd.in-toto+json"));
        }

        @Test
        void a_payload_that_is_not_canonical_for_the_signature_is_over_its_bytes() {
            String spread = Forger.statement().replace("\":", "\" :\n ");

            assertValid(Forger.signed(spread, Samples.CI));
        }

        @Test
        void an_envelope_that_names_no_key_when_a_trusted_one_fits() {
            Trust two = Samples.trust(false, Samples.key("other", Samples.OTHER), Samples.key("ci", Samples.CI));
            String anonymous = Forger.signed("application/vnd.in-toto+json", Forger.statement(), Samples.CI, "");
            String freely = Forger.signed("application/vnd.in-toto+json", Forger.statement(), Samples.CI, "my key");

            assertThat(check(anonymous, two)).isInstanceOf(Authenticity.Valid.class);
            assertThat(check(freely, two)).isInstanceOf(Authenticity.Valid.class);
        }

        @Test
        void a_bundle_whose_hint_is_written_as_cosign_does() throws IOException {
            String hint = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(CI));
            String bundle = SignedVerdict.of(Samples.verdict(), Samples.CI).bundle();

            assertValid(bundle.replace("\"hint\": \"" + CI, "\"hint\": \"" + hint));
            assertValid(bundle.replace("\"hint\": \"" + CI, "\"hint\": \"my key"));
        }

        @Test
        void a_bundle_names_its_key_only_where_cosign_does_not_stumble_over_it() throws IOException {
            assertThat(SignedVerdict.of(Samples.verdict(), Samples.CI).bundle())
                    .contains("\"hint\": \"" + CI)
                    .doesNotContain("keyid");
        }

        @Test
        void an_unsigned_verdict_where_unsigned_ones_count() {
            Trust lenient = Samples.trust(true, Samples.key("ci", Samples.CI));
            Authenticity bare = check(Samples.bare(), lenient);

            assertThat(bare).isInstanceOf(Authenticity.Unsigned.class);
            assertThat(bare.objection(lenient)).isEmpty();
            assertThat(bare.objection(Trust.NONE)).isEmpty();
        }

        @Test
        void a_verdict_by_an_unknown_key_where_unsigned_ones_count_for_it_proves_no_less() throws IOException {
            Authenticity unknown =
                    check(SignedVerdict.of(Samples.verdict(), Samples.OTHER).envelope(), Trust.NONE);

            assertThat(unknown).isInstanceOf(Authenticity.UnknownKey.class);
            assertThat(unknown.verdict().map(VerdictCodec::encode)).contains(VerdictCodec.encode(Samples.verdict()));
            assertThat(unknown.objection(Trust.NONE)).isEmpty();
        }
    }

    @Nested
    class IsRefused {

        @Test
        void an_unsigned_verdict_where_signatures_are_demanded() {
            assertRefused(check(Samples.bare(), Samples.TRUST), ReasonCode.SIGNATURE_MISSING)
                    .startsWith("the verdict is not signed, but this registry's trust.json demands signatures");
        }

        @Test
        void a_verdict_by_a_key_that_is_not_trusted() throws IOException {
            String envelope = SignedVerdict.of(Samples.verdict(), Samples.OTHER).envelope();

            assertRefused(check(envelope, Samples.TRUST), ReasonCode.KEY_UNKNOWN)
                    .startsWith("the verdict is signed by key " + OTHER + ", but the registry's trust.json does not");
        }

        @Test
        void a_bundle_by_a_key_that_is_not_trusted() throws IOException {
            String hint = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(OTHER));
            String bundle = SignedVerdict.of(Samples.verdict(), Samples.OTHER).bundle();

            assertRefused(check(bundle, Samples.TRUST), ReasonCode.KEY_UNKNOWN)
                    .startsWith("the verdict is signed by key " + OTHER);
            assertRefused(check(bundle.replace(OTHER, hint), Samples.TRUST), ReasonCode.KEY_UNKNOWN)
                    .startsWith("the verdict is signed by key " + OTHER);
        }

        @Test
        void an_edited_payload() throws IOException {
            String envelope = SignedVerdict.of(Samples.verdict(), Samples.CI).envelope();
            String original = base64(Forger.statement());
            String edited = base64(Forger.statement().replace("73/75", "74/75"));

            assertThat(edited).isNotEqualTo(original);
            assertBad(envelope.replace(original, edited))
                    .contains("its signature does not fit key " + CI + ": its content was edited, or another key");
        }

        @Test
        void an_edited_signature() throws IOException {
            String envelope = SignedVerdict.of(Samples.verdict(), Samples.CI).envelope();
            int at = envelope.indexOf("\"sig\": \"") + 12;
            char other = envelope.charAt(at) == 'A' ? 'B' : 'A';

            assertBad(envelope.substring(0, at) + other + envelope.substring(at + 1))
                    .contains("its signature does not fit key " + CI);
        }

        @Test
        void a_signature_that_is_no_signature() {
            for (int length : new int[] {0, 63, 64, 65}) {
                String envelope = Forger.envelope(
                        "application/vnd.in-toto+json",
                        Forger.statement().getBytes(StandardCharsets.UTF_8),
                        new byte[length],
                        CI);

                assertBad(envelope).contains("its signature does not fit key " + CI);
            }
        }

        @Test
        void a_signature_by_another_key_under_a_trusted_keys_name() {
            assertBad(Forger.signed("application/vnd.in-toto+json", Forger.statement(), Samples.OTHER, CI))
                    .contains("its signature does not fit key " + CI);
        }

        @Test
        void a_signature_that_names_no_key_and_fits_none() {
            assertBad(Forger.signed("application/vnd.in-toto+json", Forger.statement(), Samples.OTHER, ""))
                    .contains("it names no key, and its signature fits none of the 1 trusted ones");
        }

        @Test
        void a_subject_that_is_not_the_model_of_the_verdict() {
            String other = "a".repeat(64);
            String swapped = Forger.statement()
                    .replace("\"digest\":{\"sha256\":\"" + Samples.MODEL, "\"digest\":{\"sha256\":\"" + other);

            assertRefused(check(Forger.signed(swapped, Samples.CI), Samples.TRUST), ReasonCode.SUBJECT_MISMATCH)
                    .contains("its subject is model '%s', but the verdict in it is about model '%s'"
                            .formatted(other, Samples.MODEL));
        }

        @Test
        void a_verdict_about_no_model() {
            String nobody = Forger.statement().replace("\"model_sha\":\"" + Samples.MODEL + "\"", "\"model_sha\":null");

            assertRefused(check(Forger.signed(nobody, Samples.CI), Samples.TRUST), ReasonCode.SUBJECT_MISMATCH)
                    .contains("the verdict in it is about model 'none'");
        }

        @Test
        void what_was_signed_for_another_purpose() {
            assertBad(Forger.signed("application/json", Forger.statement(), Samples.CI, CI))
                    .contains(
                            "its 'payloadType' is 'application/json', but 'application/vnd.in-toto+json' is required");
            assertBad(Forger.signed(Forger.statement().replace("/verdict/v1", "/verdict/v2"), Samples.CI))
                    .contains("its 'predicateType' is 'https://modelgate.dev/verdict/v2'");
            assertBad(Forger.signed(Forger.statement().replace("Statement/v1", "Statement/v0.1"), Samples.CI))
                    .contains("its '_type' is 'https://in-toto.io/Statement/v0.1'");
        }

        @Test
        void a_payload_type_that_was_changed_after_signing() throws IOException {
            assertBad(Forger.signed("application/json", Forger.statement(), Samples.CI, CI)
                            .replace("application/json", "application/vnd.in-toto+json"))
                    .contains("its signature does not fit");
        }

        @Test
        void a_second_signature() throws IOException {
            String envelope = SignedVerdict.of(Samples.verdict(), Samples.CI).envelope();

            assertBad(envelope.replace("\"signatures\": [", "\"signatures\": [{\"sig\": \"\"},"))
                    .contains("it has 2 signatures, but one is required");
        }

        @Test
        void several_subjects() {
            String two = Forger.statement()
                    .replace(
                            "\"subject\":[", "\"subject\":[{\"digest\":{\"sha256\":\"%s\"}},".formatted(Samples.MODEL));

            assertBad(Forger.signed(two, Samples.CI)).contains("its statement has 2 subjects");
        }

        @Test
        void a_payload_that_two_readers_could_read_differently() {
            String twice = Forger.statement()
                    .replace("\"decision\":\"PASS\"", "\"decision\":\"REFUSED\",\"decision\":\"PASS\"");

            assertBad(Forger.signed(twice, Samples.CI)).contains("the key 'decision' occurs twice");
            assertBad(Forger.signed(Forger.statement() + "{}", Samples.CI))
                    .contains("something follows the JSON value");
        }

        @Test
        void a_predicate_that_is_no_verdict() {
            assertBad(Forger.signed(
                            Forger.statement().replace("modelgate.verdict/v1", "modelgate.verdict/v7"), Samples.CI))
                    .contains("its predicate is no verdict: predicate: the schema is 'modelgate.verdict/v7'");
        }

        @Test
        void a_bundle_of_another_version_or_by_a_certificate() throws IOException {
            String bundle = SignedVerdict.of(Samples.verdict(), Samples.CI).bundle();

            assertBad(bundle.replace("bundle.v0.3", "bundle.v0.2")).contains("its 'mediaType' is");
            assertBad(bundle.replace("\"publicKey\"", "\"certificate\"")).contains("it has no 'publicKey'");
            assertBad(bundle.replace("\"dsseEnvelope\"", "\"messageSignature\""))
                    .contains("it has no 'dsseEnvelope'");
        }

        @Test
        void a_broken_signed_form_does_not_pass_for_an_unsigned_one() {
            String trace = Samples.bare().replaceFirst("\\{", "{\"signatures\": [],");

            assertBad(trace).contains("it has 0 signatures");
        }

        @Test
        void a_bad_signature_even_where_unsigned_verdicts_count() {
            Trust lenient = Samples.trust(true, Samples.key("ci", Samples.CI));
            String forged = Forger.signed("application/vnd.in-toto+json", Forger.statement(), Samples.OTHER, CI);

            assertRefused(check(forged, lenient), ReasonCode.SIGNATURE_BAD, lenient)
                    .contains("does not fit");
        }

        @Test
        void a_verdict_made_before_the_key_was_valid_or_used_after_it_was() throws IOException {
            String envelope = SignedVerdict.of(Samples.verdict(), Samples.CI).envelope();
            Trust late = Samples.trust(false, valid(Optional.of("2026-05-01T09:30:00Z"), Optional.empty()));
            Trust ended = Samples.trust(false, valid(Optional.empty(), Optional.of("2026-05-01T09:30:00Z")));

            assertRefused(check(envelope, late), ReasonCode.KEY_UNKNOWN, late)
                    .contains("('ci'), which is valid from 2026-05-01T09:30:00Z, but the verdict was made at"
                            + " 2026-05-01T09:00:00Z");
            assertRefused(check(envelope, ended), ReasonCode.KEY_UNKNOWN, ended)
                    .contains("valid until 2026-05-01T09:30:00Z, but it is used at 2026-05-01T10:00:00Z");
        }

        @Test
        void an_edited_verdict_by_a_key_that_ended_is_bad_and_not_only_by_an_unknown_key() {
            Trust ended = Samples.trust(true, valid(Optional.empty(), Optional.of("2026-05-01T09:30:00Z")));
            String forged = Forger.signed("application/vnd.in-toto+json", Forger.statement(), Samples.OTHER, CI);

            assertRefused(check(forged, ended), ReasonCode.SIGNATURE_BAD, ended).contains("does not fit");
        }

        private TrustedKey valid(Optional<String> from, Optional<String> until) {
            return new TrustedKey("ci", Samples.CI.publicKey(), from.map(Instant::parse), until.map(Instant::parse));
        }
    }

    @Test
    void keeps_the_files_bytes_as_they_are(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("v.json");
        Files.writeString(file, Samples.bare());

        assertThat(VerdictFile.read(file).bytes()).isEqualTo(Files.readAllBytes(file));
        assertThat(VerdictFile.read(file).sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(file)));
    }

    @Test
    void what_is_no_verdict_at_all_cannot_be_judged(@TempDir Path directory) {
        assertThatThrownBy(() -> check("{\"buckets\": {}}", Samples.TRUST))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("has no 'schema'");
        assertThatThrownBy(() -> Samples.file("[]")).hasMessageContaining("is an array, but an object is required");
        assertThatThrownBy(() -> VerdictFile.read(directory.resolve("none"))).hasMessageContaining("does not exist");
    }

    @Test
    void a_verdict_about_no_model_is_never_signed() {
        assertThatThrownBy(() -> SignedVerdict.of(Samples.verdict(Optional.empty()), Samples.CI))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("the verdict names no model, but only a verdict about a model can be signed; evaluate with"
                        + " --bundle and judge again");
    }

    private static void assertValid(String document) {
        Authenticity found = check(document, Samples.TRUST);

        assertThat(found).isInstanceOf(Authenticity.Valid.class);
        assertThat(((Authenticity.Valid) found).key())
                .isEqualTo(Samples.CI.publicKey().id());
        assertThat(found.verdict().map(VerdictCodec::encode)).contains(VerdictCodec.encode(Samples.verdict()));
        assertThat(found.objection(Samples.TRUST)).isEmpty();
    }

    private static AbstractStringAssert<?> assertBad(String document) {
        Authenticity found = check(document, Samples.TRUST);

        assertThat(found.verdict()).isEmpty();
        return assertRefused(found, ReasonCode.SIGNATURE_BAD).startsWith("the signed verdict v.json does not count: ");
    }

    private static AbstractStringAssert<?> assertRefused(Authenticity found, ReasonCode code) {
        return assertRefused(found, code, Samples.TRUST);
    }

    private static AbstractStringAssert<?> assertRefused(Authenticity found, ReasonCode code, Trust trust) {
        Reason reason = found.objection(trust).orElseThrow(() -> new AssertionError("it counts: " + found));

        assertThat(reason.code()).isEqualTo(code);
        return assertThat(reason.message());
    }

    private static Authenticity check(String document, Trust trust) {
        return Samples.file(document).check(trust, Samples.USED);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
