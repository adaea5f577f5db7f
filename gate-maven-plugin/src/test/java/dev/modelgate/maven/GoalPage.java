package dev.modelgate.maven;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The goals and their parameters as a page, from the descriptor that Maven itself reads. */
final class GoalPage {

    private static final String HEAD = """
            # The goals and their parameters

            Made from the plugin's descriptor by the build, which fails where this page is out of date. How the goals belong
            together is told in [maven-plugin.md](maven-plugin.md).
            """;

    private GoalPage() {}

    static String of(InputStream descriptor) throws IOException {
        Element plugin = parse(descriptor);
        StringBuilder page = new StringBuilder(HEAD);
        children(plugin, "mojos").stream()
                .flatMap(mojos -> children(mojos, "mojo").stream())
                .filter(mojo -> !text(mojo, "goal").orElse("").equals("help"))
                .sorted(Comparator.comparing(mojo -> text(mojo, "goal").orElse("")))
                .forEach(mojo -> append(page, mojo));
        return page.toString();
    }

    private static void append(StringBuilder page, Element mojo) {
        page.append(
                "\n## gate:%s\n\n%s\n\n".formatted(text(mojo, "goal").orElseThrow(), plain(text(mojo, "description"))));
        text(mojo, "phase")
                .ifPresent(phase -> page.append("Bound to `%s` where no phase is named.\n\n".formatted(phase)));
        page.append("| parameter | property | default | what |\n| --- | --- | --- | --- |\n");
        Optional<Element> values = children(mojo, "configuration").stream().findFirst();
        children(mojo, "parameters").stream()
                .flatMap(parameters -> children(parameters, "parameter").stream())
                .filter(parameter -> text(parameter, "editable").orElse("").equals("true"))
                .sorted(Comparator.comparing(
                        parameter -> text(parameter, "name").orElse("")))
                .forEach(parameter -> page.append(row(parameter, values)));
    }

    private static String row(Element parameter, Optional<Element> values) {
        String name = text(parameter, "name").orElseThrow();
        Optional<Element> value =
                values.flatMap(all -> children(all, name).stream().findFirst());
        boolean required = text(parameter, "required").orElse("").equals("true");
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        name,
                        value.map(Element::getTextContent)
                                .filter(text -> !text.isEmpty())
                                .map(text -> "`" + text.replaceAll("^\\$\\{|}$", "") + "`")
                                .orElse(""),
                        required
                                ? "required"
                                : value.map(found -> found.getAttribute("default-value"))
                                        .filter(text -> !text.isEmpty())
                                        .map(text -> "`" + text + "`")
                                        .orElse(""),
                        plain(text(parameter, "description")));
    }

    /** The descriptor keeps Javadoc as HTML. */
    private static String plain(Optional<String> html) {
        return html.orElse("")
                .replaceAll("</?code>", "`")
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replace("|", "\\|")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Optional<String> text(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(Element::getTextContent);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element parse(InputStream descriptor) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(descriptor)
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }
}
