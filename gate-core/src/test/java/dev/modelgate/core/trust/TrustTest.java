package dev.modelgate.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void a_key_counts_from_its_first_instant_and_no_longer_at_its_last() {
        TrustedKey key = new TrustedKey("ci", Keys.pem("ci"), Optional.of(NOON), Optional.of(NOON.plusSeconds(60)));

        assertThat(key.isValidAt(NOON.minusNanos(1))).isFalse();
        assertThat(key.isValidAt(NOON)).isTrue();
        assertThat(key.isValidAt(NOON.plusSeconds(59))).isTrue();
        assertThat(key.isValidAt(NOON.plusSeconds(60))).isFalse();
        assertThat(key.validity()).isEqualTo("from 2026-05-01T12:00:00Z until 2026-05-01T12:01:00Z");
        assertThat(Keys.always("ci").validity()).isEqualTo("always");
    }

    @Test
    void refuses_a_key_that_ends_before_it_begins() {
        assertThatThrownBy(() -> new TrustedKey("ci", Keys.pem("ci"), Optional.of(NOON), Optional.of(NOON)))
                .hasMessageContaining("is valid from 2026-05-01T12:00:00Z until 2026-05-01T12:00:00Z, but it must end");
    }

    @Test
    void refuses_a_name_that_could_hide_something() {
        assertThatThrownBy(() -> Keys.always("ci\u001b[2K"))
                .hasMessageContaining("has 6 characters, but 1 to 200 are required, not blank, without control");
        assertThatThrownBy(() -> Keys.always(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_the_same_key_or_the_same_name_twice() {
        TrustedKey renamed = new TrustedKey("other", Keys.pem("ci"), Optional.empty(), Optional.empty());
        TrustedKey sameName = new TrustedKey("ci", Keys.pem("other"), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> trust(false, Keys.always("ci"), renamed)).hasMessageContaining("twice; keep one");
        assertThatThrownBy(() -> trust(false, Keys.always("ci"), sameName)).hasMessageContaining("two keys named 'ci'");
    }

    @Test
    void refuses_to_demand_signatures_that_nobody_could_make() {
        assertThatThrownBy(() -> trust(false))
                .hasMessageStartingWith("the trust demands signatures, but it has no key that could make one");
    }

    @Test
    void every_word_of_a_trust_changes_its_digest() {
        Trust trust = trust(false, Keys.always("ci"));

        assertThat(trust.sha256()).isEqualTo(trust(false, Keys.always("ci")).sha256());
        assertThat(trust.sha256())
                .isNotEqualTo(trust(true, Keys.always("ci")).sha256())
                .isNotEqualTo(trust(false, Keys.always("cd")).sha256())
                .isNotEqualTo(
                        trust(false, Keys.until("ci", "2027-01-01T00:00:00Z")).sha256())
                .isNotEqualTo(new Trust(false, trust.keys(), Optional.of("ab")).sha256());
    }

    @Test
    void without_a_trust_nothing_can_be_demanded() {
        assertThat(Trust.NONE.unsignedCounts()).isTrue();
        assertThat(Trust.NONE.validAt(NOON)).isEmpty();
    }

    private static Trust trust(boolean unsignedCounts, TrustedKey... keys) {
        return new Trust(unsignedCounts, ImmutableList.copyOf(keys), Optional.empty());
    }
}
