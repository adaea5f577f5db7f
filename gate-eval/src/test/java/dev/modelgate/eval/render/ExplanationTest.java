package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.review.Review;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void says_what_was_tested_found_and_what_would_change_it() {
        String text = text(Reviews.refused());

        assertThat(text).startsWith("REFUSED: 2 of 3 buckets do not hold: 'gone', 'falls'.\n\nWhat was tested\n");
        assertThat(flat(text))
                .contains("Mode point: each bucket of the baseline may lose at most 2 points, in exact arithmetic.")
                .contains("Bucket 'gone' was not measured on the candidate, but at least 48 % is required;")
                .contains("Of 100 cases the candidate lost 10 and won 0.")
                .contains("So it is shown to be worse.")
                .contains("By the point rule 'falls' would hold with 8 more right answers.")
                .contains("Evaluate 'gone': the whole set, not a part of it.");
    }

    @Test
    void lists_the_lost_cases_by_their_ids() {
        assertThat(flat(text(Reviews.refused())))
                .contains("Lost in 'falls': falls80, falls81, falls82,")
                .contains("falls89.")
                .doesNotContain("Lost in 'stays'");
    }

    @Test
    void speaks_of_one_bucket_where_one_is_asked_for() {
        Review review = Reviews.refused();
        Explanation one = Explanation.of(review, review.bucket("stays").orElseThrow());

        assertThat(flat(one.text(Screen.PLAIN)))
                .contains("Bucket 'stays' stayed at 95 %; at least 93 % is required.")
                .contains("So it is shown not worse by more than 2 points.")
                .contains("By the point rule 'stays' would fail with 5 more wrong answers.")
                .doesNotContain("Bucket 'gone'");
        assertThat(JsonPath.<String>read(PrettyJson.indented(one.json()), "$.bucket.bucket"))
                .isEqualTo("stays");
    }

    @Test
    void never_says_that_nothing_got_worse() {
        Stream.of(Reviews.refused(), Reviews.passed(), Reviews.mismatched(), Reviews.wide(3))
                .map(ExplanationTest::text)
                .forEach(text -> assertThat(text)
                        .doesNotContainIgnoringCase("no regression")
                        .doesNotContainIgnoringCase("did not regress")
                        .doesNotContainIgnoringCase("not worse than"));
        assertThat(flat(text(Reviews.passed()))).contains("shown not worse by more than");
    }

    @Test
    void says_why_nothing_was_compared() {
        assertThat(flat(text(Reviews.mismatched())))
                .contains("No bucket was compared")
                .contains("The candidate's eval_set_sha256 is 'bb'");
    }

    @Test
    void speaks_of_no_chance_where_the_reports_are_not_at_hand() {
        Review bare = Review.of(Reviews.refused().verdict());

        assertThat(flat(text(bare)))
                .contains("The judged reports are not at hand, so chance cannot be spoken of")
                .doesNotContain("probability");
    }

    @Test
    void gives_the_same_sentences_to_a_program() {
        String json = PrettyJson.indented(Explanation.of(Reviews.refused()).json());

        assertThat(JsonPath.<String>read(json, "$.schema")).isEqualTo("modelgate.explanation/v1");
        assertThat(JsonPath.<List<String>>read(json, "$.would_change")).hasSize(2);
    }

    private static String text(Review review) {
        return Explanation.of(review).text(Screen.PLAIN);
    }

    /** Without the line ends of the wrapping. */
    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
