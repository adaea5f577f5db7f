package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.report.ReportDraft.CaseError;
import dev.modelgate.eval.score.Score;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
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

    @Override
    public String format() {
        return "junit";
    }

    @Override
    public String what() {
        return "JUnit XML: a test a case, its class a bucket; errors and skipped tests count nowhere";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        NodeList tests = document(file).getElementsByTagName("testcase");
        ImmutableList.Builder<ImportedCase> cases = ImmutableList.builder();
        ImmutableList.Builder<CaseError> errors = ImmutableList.builder();
        int skipped = 0;
        for (int i = 0; i < tests.getLength(); i++) {
            Element test = (Element) tests.item(i);
            if (has(test, "skipped")) {
                skipped++;
            } else if (has(test, "error")) {
                errors.add(new CaseError(id(test), message(test, "error")));
            } else {
                cases.add(measured(test));
            }
        }
        return ImportedCases.of(file, cases.build(), errors.build(), skipped);
    }

    private static ImportedCase measured(Element test) {
        boolean failed = has(test, "failure");
        String bucket = test.getAttribute("classname");
        return new ImportedCase(
                id(test),
                bucket.isEmpty() ? ImmutableList.of() : ImmutableList.of(bucket),
                Score.of(!failed),
                Optional.empty(),
                Optional.empty(),
                failed ? Optional.of(message(test, "failure")) : Optional.empty(),
                millis(test.getAttribute("time")));
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
