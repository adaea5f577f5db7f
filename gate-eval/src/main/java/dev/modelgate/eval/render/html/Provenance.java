package dev.modelgate.eval.render.html;

import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.render.Figures;
import dev.modelgate.eval.render.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was judged, by what, under which rules: the names and digests that a reader can check. */
final class Provenance {

    private static final String NONE = "none";

    private final Review review;

    Provenance(Review review) {
        this.review = review;
    }

    List<Map<String, Object>> rules() {
        Verdict verdict = review.verdict();
        List<Map<String, Object>> rules = new ArrayList<>();
        rules.add(words("Mode", verdict.mode()));
        rules.add(words("Tolerance", Figures.tolerance(verdict.tolerance())));
        rules.add(words(
                "Intervals",
                "%.0f %% two-sided: each end is a one-sided test at %s"
                        .formatted(100 * review.level(), review.plan().alpha())));
        rules.add(digest("Policy", verdict.policySha256()));
        rules.add(digest("Wiring", verdict.wiringSha256()));
        return rules;
    }

    List<Map<String, Object>> digests() {
        Verdict verdict = review.verdict();
        List<Map<String, Object>> digests = new ArrayList<>();
        digests.add(digest("Model judged", verdict.modelSha()));
        digests.add(digest("Model of the baseline", verdict.baseline().modelSha()));
        digests.add(digest("Live when judged", verdict.liveSha()));
        digests.add(digest("Candidate report", Optional.of(verdict.candidate().sha256())));
        digests.add(digest("Candidate cases", verdict.candidate().casesSha256()));
        digests.add(digest("Baseline report", Optional.of(verdict.baseline().sha256())));
        digests.add(digest("Eval set, SHA-256", review.candidate().flatMap(EvalReport::evalSetSha256)));
        digests.add(digest("Eval set, DVC", review.candidate().flatMap(EvalReport::evalSetDvcHash)));
        verdict.runUrl().ifPresent(url -> digests.add(words("Run", url)));
        return digests;
    }

    private static Map<String, Object> digest(String name, Optional<String> sha) {
        return sha.map(hex -> Map.<String, Object>of("name", name, "value", Printable.line(hex), "code", true))
                .orElse(words(name, NONE));
    }

    private static Map<String, Object> words(String name, String value) {
        return Map.of("name", name, "value", Printable.line(value), "code", false);
    }
}
