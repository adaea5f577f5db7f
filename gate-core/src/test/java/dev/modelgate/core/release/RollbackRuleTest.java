package dev.modelgate.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RollbackRuleTest {

    private static final LivePointer FIRST = release("a", "v0.1.0", 2);
    private static final LivePointer SECOND = release("b", "v0.2.0", 4);
    private static final LivePointer SAME_BYTES = release("c", "v0.3.0", 6);
    private static final LivePointer LIVE = release("c", "v0.3.1", 7);
    private static final LivePointer TAKEN_BACK = release("d", "v0.2.9", 5);

    @Test
    void steps_over_the_same_model_under_another_version() {
        assertThat(choose(RollbackTarget.Back.PREVIOUS)).isEqualTo(new RollbackRule.Chosen(SECOND));
    }

    @Test
    void steps_over_a_release_in_quarantine() {
        RollbackRule rule = new RollbackRule(LIVE, SECOND::equals);

        assertThat(rule.choose(RollbackTarget.Back.PREVIOUS, path(), Stream.of()))
                .isEqualTo(new RollbackRule.Chosen(FIRST));
    }

    @Test
    void refuses_more_steps_than_there_are() {
        assertRefused(choose(new RollbackTarget.Back(3)), ReasonCode.SUBJECT_UNKNOWN, "2 releases of other models");
    }

    @Test
    void goes_to_a_version_and_to_a_model_on_the_way_back() {
        assertThat(choose(new RollbackTarget.ToVersion(FIRST.semver()))).isEqualTo(new RollbackRule.Chosen(FIRST));
        assertThat(choose(new RollbackTarget.ToModel(FIRST.sha()))).isEqualTo(new RollbackRule.Chosen(FIRST));
        assertThat(choose(new RollbackTarget.ToVersion(SAME_BYTES.semver())))
                .isEqualTo(new RollbackRule.Chosen(SAME_BYTES));
    }

    @Test
    void goes_by_name_to_what_was_rolled_back_from() {
        assertThat(choose(new RollbackTarget.ToVersion(TAKEN_BACK.semver())))
                .isEqualTo(new RollbackRule.Chosen(TAKEN_BACK));
    }

    @Test
    void says_that_the_target_is_live_already() {
        assertThat(choose(new RollbackTarget.ToVersion(LIVE.semver()))).isEqualTo(new RollbackRule.AlreadyLive(LIVE));
        assertThat(choose(new RollbackTarget.ToModel(LIVE.sha()))).isEqualTo(new RollbackRule.AlreadyLive(LIVE));
    }

    @Test
    void refuses_a_target_in_quarantine_and_one_that_was_never_live() {
        RollbackRule rule = new RollbackRule(LIVE, SECOND::equals);

        assertRefused(
                rule.choose(new RollbackTarget.ToVersion(SECOND.semver()), path(), Stream.of()),
                ReasonCode.QUARANTINED,
                "v0.2.0");
        assertRefused(
                choose(new RollbackTarget.ToVersion(new SemverTag("v9.9.9"))),
                ReasonCode.SUBJECT_UNKNOWN,
                "version v9.9.9 was never live here");
    }

    private static RollbackRule.Choice choose(RollbackTarget target) {
        return new RollbackRule(LIVE, release -> false)
                .choose(target, path(), Stream.of(FIRST, SECOND, TAKEN_BACK, SAME_BYTES, LIVE));
    }

    private static java.util.Iterator<LivePointer> path() {
        return List.of(SAME_BYTES, SECOND, FIRST).iterator();
    }

    private static void assertRefused(RollbackRule.Choice choice, ReasonCode code, String message) {
        assertThat(choice).isInstanceOfSatisfying(RollbackRule.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(code);
            assertThat(refused.reason().message()).contains(message);
        });
    }

    private static LivePointer release(String digit, String semver, long seq) {
        return new LivePointer(new CanonicalSha(digit.repeat(64)), new SemverTag(semver), seq);
    }
}
