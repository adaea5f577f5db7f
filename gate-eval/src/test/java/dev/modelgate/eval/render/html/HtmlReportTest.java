package dev.modelgate.eval.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.review.Review;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.render.ReportContext;
import dev.modelgate.eval.render.Reviews;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final Pattern SCRIPT = Pattern.compile("<script(.*?)>(.*?)</script>", Pattern.DOTALL);

    @Test
    void says_the_decision_first_and_shows_every_case_that_changed() {
        String page = page(Reviews.refused());

        assertThat(page).contains("<span class=\"stamp\">REFUSED</span>");
        assertThat(page.split("data-outcome=\"lost\" data-buckets", -1)).hasSize(11);
        assertThat(page).contains("Wrong on both sides <b>20</b>").contains("Lost <b>10</b>");
    }

    @Test
    void asks_the_network_for_nothing() {
        assertThat(page(Reviews.refused()))
                .doesNotContainPattern("(src|href)=\"(?!#)")
                .doesNotContain("@import")
                .doesNotContain("url(");
    }

    @Test
    void runs_its_own_script_only_whatever_a_bucket_is_named() {
        String page = page(Reviews.refused(Reviews.HOSTILE));
        Matcher scripts = SCRIPT.matcher(page);

        assertThat(page).doesNotContain("<img").doesNotContain("\u202e").doesNotContain("\u001b");
        assertThat(scripts.results().map(script -> script.group(1)))
                .containsExactly(" type=\"application/json\" id=\"verdict\"", "");
        assertThat(page).contains("{{evil}}"); // shown as it is, and not looked up
    }

    @Test
    void allows_by_its_policy_exactly_the_style_and_script_that_it_has() {
        String page = page(Reviews.passed());

        assertThat(page).contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-");
        assertThat(page).contains("<style>" + PageAssets.STYLE + "</style>");
        assertThat(page).contains("<script>" + PageAssets.SCRIPT + "</script>").doesNotContain(" style=\"");
    }

    @Test
    void carries_the_verdict_as_data_that_reads_back() {
        Matcher data = Pattern.compile("id=\"verdict\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page(Reviews.refused(Reviews.HOSTILE)));

        assertThat(data.find()).isTrue();
        JsonObject verdict = JsonReader.readObject(data.group(1).getBytes(StandardCharsets.UTF_8), "page");
        assertThat(verdict.toString()).contains("</script><img src=x onerror=alert(1)>");
    }

    @Test
    void escapes_in_data_what_could_end_the_element() {
        JsonObject hostile = JsonBuilder.object().put("x", "</script>&\u2028").build();

        assertThat(ScriptData.element("i", hostile))
                .isEqualTo("<script type=\"application/json\" id=\"i\">"
                        + "{\"x\":\"\\u003c/script\\u003e\\u0026\\u2028\"}</script>");
    }

    @Test
    void shows_policy_and_lineage_where_they_are_given() {
        ReportContext context = new ReportContext("b.json", Optional.of("child <of>"), Optional.of("policy: {a: 1}"));
        String page = HtmlReport.of(Reviews.passed(), context);

        assertThat(page).contains("child &lt;of&gt;").contains("policy: {a: 1}");
        assertThat(page(Reviews.passed())).doesNotContain("Lineage");
    }

    @Test
    void says_that_nothing_was_compared_where_it_was_not() {
        assertThat(page(Reviews.mismatched()))
                .contains("<code>EVAL_SET_MISMATCH</code>")
                .contains("No case was compared")
                .doesNotContain("<table");
    }

    @Test
    void keeps_to_what_opens_at_once_and_says_what_it_leaves_out() {
        String page = page(Reviews.wide(1_200));

        assertThat(page).contains("200 more buckets are not on this page");
        assertThat(page.split("<th role=\"rowheader\"", -1)).hasSize(1_001);
    }

    @Test
    void the_same_review_gives_the_same_bytes() {
        assertThat(page(Reviews.refused())).isEqualTo(page(Reviews.refused()));
    }

    private static String page(Review review) {
        return HtmlReport.of(review, ReportContext.of("eval_baseline.json"));
    }
}
