package dev.modelgate.core.policy.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.policy.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketOverrideTest {

    @Test
    void a_name_and_what_it_may_lose_are_divided_by_the_last_equals_sign() {
        BucketOverride override = BucketOverride.parse("lemma=go=1pp");

        assertThat(override.buckets()).isEqualTo(Glob.of("lemma=go"));
        assertThat(override.tolerance()).contains(Tolerance.parse("0.01"));
        assertThat(override.proofRequired()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tense.past", "=0.01", "tense.past=", "tense.past=much", "tense.past=2", ""})
    void anything_else_is_an_error(String text) {
        assertThatThrownBy(() -> BucketOverride.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_message_shows_the_form() {
        assertThatThrownBy(() -> BucketOverride.parse("tense.past"))
                .hasMessage("the tolerance of a bucket is 'tense.past', but NAME=TOLERANCE is required, such as"
                        + " tense.past=1pp");
    }
}
