package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.review.Review;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JunitReportTest {

    @Test
    void what_blocks_fails_and_what_is_new_is_skipped() throws Exception {
        Element suite = suite(Reviews.refused());

        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo(
                        "Bucket 'falls' went from 90 % to 80 %, a change of -10.00 points; at least 88 % is required."
                                + " Of 100 cases the candidate lost 10 and won 0. It is shown to be worse.");
    }

    @Test
    void a_mismatch_is_a_failing_case_of_its_own() throws Exception {
        Element suite = suite(Reviews.mismatched());

        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(((Element) suite.getElementsByTagName("testcase").item(0)).getAttribute("name"))
                .isEqualTo("EVAL_SET_MISMATCH");
    }

    @Test
    void a_pass_has_no_failure() throws Exception {
        assertThat(suite(Reviews.passed()).getAttribute("failures")).isEqualTo("0");
    }

    @Test
    void stays_well_formed_whatever_a_bucket_is_named() throws Exception {
        Element failed = (Element) suite(Reviews.refused(Reviews.HOSTILE))
                .getElementsByTagName("testcase")
                .item(1);

        assertThat(failed.getAttribute("name")).contains("</script><img").contains("\\u001b");
    }

    private static Element suite(Review review) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitReport.of(review))));
        return (Element) document.getElementsByTagName("testsuite").item(0);
    }
}
