package dev.modelgate.core.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** More buckets than anybody has. It takes seconds, so the mutation tests leave it out. */
class GateSizeTest {

    private static final Fraction TWO_POINTS = Fraction.of(2, 100);

    @Test
    void twenty_thousand_buckets_all_have_their_intervals() {
        List<BucketQuestion> questions = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            questions.add(BucketQuestion.of("b" + i, BucketData.Paired.of(i % 13, i % 17, 100 + i % 900), TWO_POINTS));
        }
        Gate gate =
                new Gate(new GateRule(Mode.EVIDENCE, OnInconclusive.REFUSE, Optional.of(TWO_POINTS), TestPlan.DEFAULT));

        GateEvidence evidence = gate.judge(questions);

        assertThat(evidence.buckets())
                .hasSize(20_000)
                .allMatch(bucket -> bucket.interval().isPresent());
    }
}
