package dev.modelgate.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustSuccessionTest {

    private static final Instant NOW = Instant.parse("2026-05-01T09:00:00Z");
    private static final TrustedKey CI = Keys.always("ci");
    private static final TrustedKey RELEASE = Keys.always("release");
    private static final Trust FIRST = trust(Optional.empty(), CI);

    @Test
    void the_first_trust_may_be_set_by_anyone() {
        assertThat(objection(Trust.NONE, FIRST, Optional.empty())).isEmpty();
    }

    @Test
    void a_later_one_may_follow_when_a_key_trusted_before_signed_it() {
        assertThat(objection(FIRST, after(FIRST, RELEASE), Optional.of(CI.id())))
                .isEmpty();
    }

    @Test
    void an_unsigned_change_is_refused() {
        assertThat(objection(FIRST, after(FIRST, CI, RELEASE), Optional.empty()).orElseThrow())
                .startsWith("the new trust is not signed, but a key is required that the current trust has");
    }

    @Test
    void a_change_signed_by_a_key_that_only_the_new_trust_has_is_refused() {
        assertThat(objection(FIRST, after(FIRST, RELEASE), Optional.of(RELEASE.id()))
                        .orElseThrow())
                .startsWith("the new trust is signed by key " + RELEASE.id() + ", but a key is required");
    }

    @Test
    void a_change_signed_by_a_key_that_is_no_longer_valid_is_refused() {
        TrustedKey retired = Keys.until("retired", "2026-05-01T09:00:00Z");
        Trust current = trust(Optional.empty(), CI, retired);

        assertThat(objection(current, after(current, CI), Optional.of(retired.id()))
                        .orElseThrow())
                .contains("valid at 2026-05-01T09:00:00Z");
    }

    @Test
    void a_trust_signed_earlier_cannot_be_brought_back() {
        Trust second = after(FIRST, CI, RELEASE);
        Trust third = after(second, CI);

        assertThat(objection(third, second, Optional.of(CI.id())).orElseThrow())
                .isEqualTo("the new trust was made from trust %s, but the current one is %s; make the change again"
                        .formatted(FIRST.sha256(), third.sha256()));
    }

    @Test
    void a_first_trust_that_names_one_before_is_refused() {
        assertThat(objection(Trust.NONE, after(FIRST, CI), Optional.empty()).orElseThrow())
                .endsWith("but the current one is none; make the change again");
    }

    @Test
    void a_trust_that_nobody_could_ever_change_is_refused() {
        Trust expired = trust(Optional.empty(), Keys.until("old", "2026-01-01T00:00:00Z"));
        Trust empty = new Trust(true, ImmutableList.of(), Optional.of(FIRST.sha256()));

        assertThat(objection(Trust.NONE, expired, Optional.empty()).orElseThrow())
                .startsWith("the new trust has no key that is valid at 2026-05-01T09:00:00Z");
        assertThat(objection(FIRST, empty, Optional.of(CI.id())).orElseThrow()).contains("no key that is valid");
    }

    private static Optional<String> objection(Trust current, Trust next, Optional<KeyId> signedBy) {
        return TrustSuccession.objection(current, next, signedBy, NOW);
    }

    private static Trust after(Trust previous, TrustedKey... keys) {
        return trust(Optional.of(previous.sha256()), keys);
    }

    private static Trust trust(Optional<String> previous, TrustedKey... keys) {
        return new Trust(false, ImmutableList.copyOf(keys), previous);
    }
}
