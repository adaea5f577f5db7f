package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.Holm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A family of measured buckets, judged together: the harm p-values of all of them are adjusted as one.
 *
 * <p>Within a bucket, in this order: FAIL if below the tolerance and the adjusted harm p-value is at most alpha; PASS
 * if shown to be within the tolerance (which implies that it is not below); NO_DATA; else INCONCLUSIVE.
 */
final class Verdicts {

    private final Mode mode;
    private final TestPlan plan;
    private final List<BucketQuestion> questions;
    private final List<Measured> measured;
    private final List<OptionalDouble> adjusted;
    private final int family;

    Verdicts(Mode mode, TestPlan plan, List<BucketQuestion> questions) {
        this.mode = mode;
        this.plan = plan;
        this.questions = questions;
        this.measured =
                questions.stream().map(question -> question.measured(plan)).toList();
        this.adjusted = Holm.adjust(measured.stream().map(Measured::pHarm).toList());
        this.family = (int) adjusted.stream().filter(OptionalDouble::isPresent).count();
    }

    /** All members of the family, in the order given. */
    List<BucketEvidence> all() {
        List<BucketEvidence> evidence = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            evidence.add(evidence(questions.get(i), measured.get(i), adjusted.get(i)));
        }
        return evidence;
    }

    private BucketEvidence evidence(BucketQuestion question, Measured found, OptionalDouble holm) {
        Optional<Spread> spread = Spreads.of(question.data(), plan);
        Planned planned = Planned.of(spread, question.tolerance(), family, plan);
        return new BucketEvidence(
                question,
                finding(question, found, holm),
                point(question),
                found.method(),
                plan.alpha(),
                question.data().delta(),
                found.interval(),
                found.pNonInferior(),
                found.pHarm(),
                holm,
                planned.detectable(),
                planned.casesNeeded(),
                PointNoise.flip(question, spread),
                found.clusters(),
                found.designEffect(),
                found.notes());
    }

    private Finding finding(BucketQuestion question, Measured found, OptionalDouble holm) {
        if (mode == Mode.POINT) {
            return point(question);
        }
        if (isShownWorse(question, holm)) {
            return Finding.FAIL;
        }
        boolean passes = mode == Mode.HARM ? found.pHarm().isPresent() : found.nonInferior();
        if (passes) {
            return Finding.PASS;
        }
        return question.data().delta().isEmpty() ? Finding.NO_DATA : Finding.INCONCLUSIVE;
    }

    private boolean isShownWorse(BucketQuestion question, OptionalDouble holm) {
        return question.data() instanceof BucketData.Missing
                || (question.isBelowTolerance() && holm.isPresent() && holm.getAsDouble() <= plan.alpha());
    }

    /** The exact rule: what is missing fails, what is empty is no pass. */
    private static Finding point(BucketQuestion question) {
        if (question.data() instanceof BucketData.Missing || question.isBelowTolerance()) {
            return Finding.FAIL;
        }
        return question.data().delta().isPresent() ? Finding.PASS : Finding.NO_DATA;
    }
}
