package dev.modelgate.eval.render.output;

import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.review.Review;
import dev.modelgate.eval.render.JunitReport;
import dev.modelgate.eval.render.MarkdownComment;
import dev.modelgate.eval.render.ReportContext;
import dev.modelgate.eval.render.ReviewJson;
import dev.modelgate.eval.render.SarifReport;
import dev.modelgate.eval.render.Screen;
import dev.modelgate.eval.render.TerminalReport;
import dev.modelgate.eval.render.html.HtmlReport;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms of a report, each known by the extension of its file. */
public enum ReportFormat {
    HTML(".html"),
    MARKDOWN(".md"),
    JUNIT(".xml"),
    SARIF(".sarif"),
    JSON(".json"),
    TEXT(".txt");

    private final String extension;

    ReportFormat(String extension) {
        this.extension = extension;
    }

    /** By the name's extension, in any case; empty for another. */
    public static Optional<ReportFormat> of(String file) {
        return Stream.of(values())
                .filter(format -> file.toLowerCase(Locale.ROOT).endsWith(format.extension))
                .findFirst();
    }

    /** {@code .html, .md, …}, for messages. */
    public static String extensions() {
        return Stream.of(values()).map(format -> format.extension).collect(Collectors.joining(", "));
    }

    public String render(Review review, ReportContext context) {
        return switch (this) {
            case HTML -> HtmlReport.of(review, context);
            case MARKDOWN -> MarkdownComment.of(review);
            case JUNIT -> JunitReport.of(review);
            case SARIF -> PrettyJson.indented(SarifReport.of(review, context.baseline()));
            case JSON -> PrettyJson.indented(ReviewJson.of(review));
            case TEXT -> TerminalReport.of(review, Screen.PLAIN);
        };
    }
}
