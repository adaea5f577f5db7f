package dev.modelgate.eval.render.html;

import com.github.mustachejava.DefaultMustacheFactory;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.review.CasePair.Outcome;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckStatus;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.render.Figures;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.render.Prose;
import dev.modelgate.eval.render.ReportContext;
import dev.modelgate.eval.verdict.VerdictCodec;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A review as one page: the decision, the forest plot of the buckets, every case that changed sides, and what all of it
 * rests on. The same review gives the same bytes. Text from outside is escaped by the template, never put into a script
 * or a style.
 */
public final class HtmlReport {

    private static final String TEMPLATES = "dev/modelgate/eval/render/html";

    private final Review review;
    private final ReportContext context;
    private final Map<String, Object> page = new HashMap<>();

    private HtmlReport(Review review, ReportContext context) {
        this.review = review;
        this.context = context;
    }

    public static String of(Review review, ReportContext context) {
        return new HtmlReport(review, context).html();
    }

    private String html() {
        frame();
        decision();
        checks();
        buckets();
        provenance();
        StringWriter out = new StringWriter();
        new DefaultMustacheFactory(TEMPLATES).compile("report.mustache").execute(out, page);
        return out.toString();
    }

    private void frame() {
        page.put("csp", PageAssets.contentSecurityPolicy());
        page.put("style", PageAssets.styleElement());
        page.put("script", PageAssets.scriptElement());
        page.put("data", ScriptData.element("verdict", VerdictCodec.encode(review.verdict())));
        put("suite", review.candidate().flatMap(EvalReport::suite));
        put("stage", review.candidate().flatMap(EvalReport::stage));
        page.put(
                "made",
                "Made by gate %s at %s."
                        .formatted(
                                Printable.line(review.verdict().gateVersion()),
                                review.verdict().createdAt()));
    }

    private void decision() {
        Verdict verdict = review.verdict();
        String headline = Printable.line(Prose.headline(review));
        page.put("decision", verdict.decision().name());
        page.put("tone", tone(verdict.decision()));
        page.put("headline", headline);
        page.put("title", headline);
        page.put("facts", facts());
        List<Reason> reasons = Prose.otherReasons(verdict);
        page.put("hasReasons", !reasons.isEmpty());
        page.put(
                "reasons",
                reasons.stream()
                        .map(reason -> Map.of(
                                "code", reason.code().name(),
                                "message", Printable.line(reason.message())))
                        .toList());
    }

    private void checks() {
        page.put("hasChecks", !review.verdict().checks().isEmpty());
        page.put(
                "checks",
                review.verdict().checks().stream().map(HtmlReport::check).toList());
    }

    private static Map<String, Object> check(CheckResult check) {
        return Map.of(
                "id", Printable.line(check.id()),
                "status", check.status().name().replace('_', ' '),
                "tone", tone(check.status()),
                "severity", check.severity().name().toLowerCase(Locale.ROOT),
                "found", Printable.line(check.found().orElse("not measured")),
                "required", Printable.line(check.required()),
                "message", check.passes() ? "" : Printable.line(check.message()));
    }

    private static String tone(CheckStatus status) {
        return switch (status) {
            case PASS -> "good";
            case FAIL, NOT_MEASURED -> "bad";
            case INCONCLUSIVE -> "open";
        };
    }

    private List<Map<String, Object>> facts() {
        List<Map<String, Object>> facts = new ArrayList<>();
        if (!review.pairs().isEmpty()) {
            facts.add(fact(Figures.count(review.pairs().size()), "cases"));
            facts.add(fact(Figures.count(review.pairs(Outcome.LOST).size()), "lost"));
            facts.add(fact(Figures.count(review.pairs(Outcome.WON).size()), "won"));
        }
        facts.add(fact(Figures.tolerance(review.verdict().tolerance()), "may be lost"));
        facts.add(fact(review.verdict().promotable() ? "may" : "may not", "promote"));
        return facts;
    }

    private static Map<String, Object> fact(String value, String label) {
        return Map.of("value", value, "label", label);
    }

    private static String tone(Decision decision) {
        return switch (decision) {
            case PASS -> "good";
            case REFUSED -> "bad";
            case INCONCLUSIVE -> "open";
        };
    }

    private void buckets() {
        HtmlBuckets buckets = new HtmlBuckets(review);
        page.put("hasBuckets", !review.buckets().isEmpty());
        page.put("buckets", buckets.rows());
        put("bucketsOmitted", buckets.omitted());
        page.put("plot", buckets.hasPlot());
        page.put("ticks", buckets.ticks());
        page.put("names", buckets.names());
        page.put("level", "%.0f %%".formatted(100 * review.level()));
        page.put("margin", "\u2212" + Figures.tolerance(review.verdict().tolerance()));
        put("legend", Prose.legend(review));
        put("noise", Prose.noise(review));
        HtmlCases cases = new HtmlCases(review, buckets);
        page.put("hasCases", !cases.cards().isEmpty());
        page.put("cases", cases.cards());
        page.put("outcomes", cases.outcomes());
        put("omitted", cases.omitted());
        page.put("casesAbsent", absence());
    }

    private String absence() {
        if (review.buckets().isEmpty()) {
            return "No case was compared, for the two reports cannot be compared.";
        }
        return review.pairs().isEmpty()
                ? "Results of single cases are not at hand on both sides."
                : "Both sides got every case right.";
    }

    private void provenance() {
        Provenance provenance = new Provenance(review);
        page.put("rules", provenance.rules());
        page.put("digests", provenance.digests());
        put("policy", context.policy().map(Printable::block));
        put("lineage", context.lineage().map(Printable::block));
    }

    private void put(String key, Optional<String> text) {
        text.ifPresent(given -> page.put(key, given));
    }
}
