package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.jayway.jsonpath.JsonPath;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.core.verdict.CheckStatus;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.render.html.HtmlReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A policy's checks in every form: refused by one of them although every bucket holds. */
class ChecksRenderedTest {

    private static final String AUC = "metrics.auc is 0.8, but at least 0.9 is required; train again";

    private final Review review = Review.of(verdict());

    @Test
    void on_a_terminal() {
        assertThat(TerminalReport.of(review, Screen.PLAIN))
                .startsWith("REFUSED  auc: metrics.auc is 0.8, but at least 0.9 is required; train again.")
                .doesNotContain("METRIC_MISSING")
                .contains("FAIL         auc   critical   0.8 at least 0.9")
                .contains("NOT_MEASURED size  advisory     - at most 10");
    }

    @Test
    void in_a_comment() {
        assertThat(MarkdownComment.of(review))
                .contains("| FAIL | `auc` | critical | 0.8 | at least 0.9 |")
                .contains("| NOT_MEASURED | `size` | advisory | not measured | at most 10 |");
    }

    @Test
    void as_test_cases_of_which_only_a_critical_one_fails() {
        assertThat(JunitReport.of(review))
                .contains("failures=\"1\"")
                .contains("classname=\"modelgate.check\" name=\"auc\" time=\"0\"><failure message=\"" + AUC)
                .contains(
                        "classname=\"modelgate.check\" name=\"size\" time=\"0\"><skipped message=\"size was not measured");
    }

    @Test
    void as_findings_of_code_scanning() {
        String sarif = PrettyJson.indented(SarifReport.of(review, "b.json"));

        assertThat(JsonPath.<List<String>>read(sarif, "$.runs[0].results[*].level"))
                .containsExactly("error", "warning");
    }

    @Test
    void on_the_page() {
        assertThat(HtmlReport.of(review, ReportContext.of("b.json")))
                .contains("<li class=\"bad\"><span class=\"status\">FAIL</span> <span class=\"name\">auc</span>")
                .contains("critical: found 0.8, required at least 0.9");
    }

    @Test
    void in_plain_sentences() {
        assertThat(Explanation.of(review).text(Screen.PLAIN).replaceAll("\\s+", " "))
                .contains("Check 'auc' (critical): " + AUC + ".")
                .contains("Check 'size' (advisory): size was not measured");
    }

    private static Verdict verdict() {
        Verdict passed = Reviews.passed().verdict();
        return new Verdict(
                Decision.REFUSED,
                false,
                ImmutableList.of(new Reason(ReasonCode.METRIC_MISSING, "auc: " + AUC)),
                passed.modelSha(),
                passed.candidate(),
                passed.baseline(),
                Optional.of("ab".repeat(32)),
                Optional.empty(),
                Optional.empty(),
                passed.mode(),
                passed.tolerance(),
                passed.gateVersion(),
                passed.createdAt(),
                Optional.empty(),
                passed.buckets(),
                ImmutableList.of(
                        check("auc", CheckSeverity.CRITICAL, CheckStatus.FAIL, Optional.of("0.8"), "at least 0.9", AUC),
                        check(
                                "size",
                                CheckSeverity.ADVISORY,
                                CheckStatus.NOT_MEASURED,
                                Optional.empty(),
                                "at most 10",
                                "size was not measured; give --bundle")));
    }

    private static CheckResult check(
            String id,
            CheckSeverity severity,
            CheckStatus status,
            Optional<String> found,
            String required,
            String message) {
        return new CheckResult(
                id,
                "metric",
                severity,
                status,
                "metrics." + id,
                found,
                required,
                message,
                ImmutableList.of(ReasonCode.METRIC_MISSING),
                ImmutableList.of());
    }
}
