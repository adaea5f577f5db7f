package dev.modelgate.eval.render;

import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A review as JUnit XML, one test case a bucket, for whatever shows test results.
 *
 * <p>What blocks is a failure. What was not decided is skipped, never green; where the run is refused for a reason that
 * is no bucket's, that reason is a failing case of its own.
 */
public final class JunitReport {

    private JunitReport() {}

    private enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    private record TestCase(String group, String name, Outcome outcome, String message) {}

    public static String of(Review review) {
        List<TestCase> cases = cases(review);
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            write(xml, review, cases);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML into memory failed", e);
        }
        return out.append('\n').toString();
    }

    private static List<TestCase> cases(Review review) {
        List<TestCase> cases = new ArrayList<>();
        review.buckets().forEach(bucket -> cases.add(bucket(bucket)));
        review.verdict().checks().forEach(check -> cases.add(check(check)));
        Prose.otherReasons(review.verdict()).forEach(reason -> cases.add(reason(reason)));
        boolean saysSo = cases.stream().anyMatch(test -> test.outcome() == Outcome.FAILED);
        if (review.verdict().decision() == Decision.REFUSED && !saysSo) {
            cases.add(new TestCase("verdict", "decision", Outcome.FAILED, Prose.headline(review)));
        }
        if (review.verdict().decision() == Decision.INCONCLUSIVE) {
            cases.add(new TestCase("verdict", "decision", Outcome.SKIPPED, Prose.headline(review)));
        }
        return cases;
    }

    private static TestCase bucket(BucketReview bucket) {
        Outcome outcome = switch (bucket.status()) {
            case PASS -> Outcome.PASSED;
            case FAIL, MISSING -> Outcome.FAILED;
            case INCONCLUSIVE, NO_DATA, NEW -> Outcome.SKIPPED;
        };
        return new TestCase("bucket", bucket.bucket(), outcome, BucketSentence.of(bucket));
    }

    /** What weighs less than critical refuses nothing by itself, but it is no pass either. */
    private static TestCase check(CheckResult check) {
        Outcome failed = check.blocks() ? Outcome.FAILED : Outcome.SKIPPED;
        return new TestCase("check", check.id(), check.passes() ? Outcome.PASSED : failed, check.message());
    }

    private static TestCase reason(Reason reason) {
        return new TestCase("comparison", reason.code().name(), Outcome.FAILED, reason.message());
    }

    private static void write(XMLStreamWriter xml, Review review, List<TestCase> cases) throws XMLStreamException {
        xml.writeStartElement("testsuites");
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "modelgate");
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", count(cases, Outcome.FAILED));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", count(cases, Outcome.SKIPPED));
        xml.writeAttribute("timestamp", review.verdict().createdAt().toString());
        for (TestCase test : cases) {
            write(xml, test);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, TestCase test) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "modelgate." + test.group());
        xml.writeAttribute("name", Printable.line(test.name()));
        xml.writeAttribute("time", "0");
        String message = Printable.line(test.message());
        if (test.outcome() == Outcome.FAILED) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", message);
            xml.writeCharacters(message);
            xml.writeEndElement();
        } else if (test.outcome() == Outcome.SKIPPED) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", message);
        }
        xml.writeEndElement();
    }

    private static String count(List<TestCase> cases, Outcome outcome) {
        return Long.toString(
                cases.stream().filter(test -> test.outcome() == outcome).count());
    }
}
