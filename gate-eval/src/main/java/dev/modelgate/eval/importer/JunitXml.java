package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.score.Score;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * JUnit's XML, as pytest and many others write it: a test is a case, its class a bucket. A failure is wrong; an error
 * is no measurement; a skipped test was not measured.
 */
final class JunitXml implements Importer {

    private static final ImmutableSet<String> NOT_RUN =
            ImmutableSet.of("notrun", "not run", "disabled", "skipped", "suppressed");

    @Override
    public String format() {
        return "junit";
    }

    @Override
    public String what() {
        return "JUnit XML: a test a case, its class a bucket; errors and skipped tests count nowhere";
    }

    @Override
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireNoColumns(format());
        NodeList tests = document(file).getElementsByTagName("testcase");
        return ImportedCases.read(file, choices, cases -> {
            for (int i = 0; i < tests.getLength(); i++) {
                read((Element) tests.item(i), cases);
            }
        });
    }

    private static void read(Element test, ImportedCases.Builder cases) {
        Question question = Question.named(id(test));
        if (wasNotRun(test)) {
            cases.skip(question);
        } else if (has(test, "error")) {
            cases.error(question, message(test, "error"));
        } else {
            cases.add(measured(question, test), fields(test));
        }
    }

    /** GoogleTest and CTest say so by an attribute alone; without a look at it the test would count as passed. */
    private static boolean wasNotRun(Element test) {
        return has(test, "skipped")
                || NOT_RUN.contains(test.getAttribute("status").toLowerCase(Locale.ROOT))
                || NOT_RUN.contains(test.getAttribute("result").toLowerCase(Locale.ROOT));
    }

    /** What pytest's {@code record_property} and others add, the file, and the suite around the test. */
    private static CaseFields fields(Element test) {
        CaseFields fields = new CaseFields();
        for (String name : List.of("classname", "file")) {
            fields.add(name, List.of(test.getAttribute(name)));
        }
        if (test.getParentNode() instanceof Element suite) {
            fields.add("suite", List.of(suite.getAttribute("name")));
        }
        NodeList properties = test.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            fields.add("property." + property.getAttribute("name"), List.of(property.getAttribute("value")));
        }
        return fields;
    }

    private static ImportedCase measured(Question question, Element test) {
        boolean failed = has(test, "failure");
        String bucket = test.getAttribute("classname");
        return new ImportedCase(
                question,
                bucket.isEmpty() ? ImmutableList.of() : ImmutableList.of(bucket),
                Score.of(!failed),
                failed ? Optional.of(message(test, "failure")) : Optional.empty(),
                millis(test.getAttribute("time")),
                Optional.empty());
    }

    private static String id(Element test) {
        String group = test.getAttribute("classname");
        return group.isEmpty() ? test.getAttribute("name") : group + "." + test.getAttribute("name");
    }

    private static boolean has(Element test, String name) {
        return test.getElementsByTagName(name).getLength() > 0;
    }

    private static String message(Element test, String name) {
        return ((Element) test.getElementsByTagName(name).item(0)).getAttribute("message");
    }

    private static Optional<BigDecimal> millis(String seconds) {
        return seconds.matches("\\d{1,9}(\\.\\d{1,9})?")
                ? Optional.of(new BigDecimal(seconds).movePointRight(3))
                : Optional.empty();
    }

    /** Without document types: they could name files and addresses to be read. */
    private static Document document(Path file) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        try (InputStream in = InputFiles.open(file)) {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(in);
        } catch (SAXException e) {
            throw new CannotJudgeException(
                    "%s is no JUnit XML that can be read (%s); write it again".formatted(file, e.getMessage()), e);
        } catch (IOException | ParserConfigurationException e) {
            throw new CannotJudgeException("%s could not be read (%s)".formatted(file, e.getMessage()), e);
        }
    }
}
