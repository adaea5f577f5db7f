package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.NonInferiorityDecision;
import dev.modelgate.core.stats.NonInferiorityDecision.Bucket;
import dev.modelgate.core.stats.NonInferiorityDecision.Question;
import dev.modelgate.core.stats.PointRule;
import java.util.List;

/** Rules that decide. */
final class RuleMethods {

    private RuleMethods() {}

    static List<StatMethod> all() {
        return List.of(
                StatMethod.of("point_rule", "candidate at least baseline minus tolerance, exactly", RuleMethods::point),
                StatMethod.of(
                        "noninferiority_decision",
                        "every paired bucket shown to be non-inferior",
                        RuleMethods::nonInferiority));
    }

    private static Answer point(Arguments in) {
        return new Answer()
                .put("pass", PointRule.holds(in.decimal("baseline"), in.decimal("candidate"), in.decimal("tolerance")));
    }

    private static Answer nonInferiority(Arguments in) {
        List<Question> questions = in.objects("buckets").stream()
                .map(item -> new Question(item.text("id"), item.pairedCounts(), item.decimal("tol")))
                .toList();
        NonInferiorityDecision found = NonInferiorityDecision.of(questions, in.alpha());
        return new Answer()
                .put("buckets", found.buckets().stream().map(RuleMethods::shown).toList())
                .put("verdict", found.verdict().name());
    }

    private static Object shown(Bucket bucket) {
        Answer answer = new Answer().put("id", bucket.id());
        bucket.measured()
                .ifPresentOrElse(
                        found -> answer.put("point_pass", found.pointPass())
                                .put("ni_lower", found.lower())
                                .put("ni_p", found.pNonInferior())
                                .put("harm_p", found.pHarm())
                                .put("harm_p_holm", found.pHarmHolm()),
                        () -> List.of("point_pass", "ni_lower", "ni_p", "harm_p", "harm_p_holm")
                                .forEach(answer::putNull));
        return answer.put("verdict", bucket.verdict().name()).asMap();
    }
}
