package dev.modelgate.maven;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.render.Figures;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.render.Summary;
import java.util.List;
import org.apache.maven.doxia.sink.Sink;

/** A verdict as a page of a Maven site. The sink escapes what has a meaning in HTML; what moves text is shown as its code. */
final class SitePage {

    private static final String NOT_MEASURED = "not measured";

    private final Sink sink;
    private final Review review;
    private final Verdict verdict;
    private final String whole;

    /** @param whole address of the whole report, relative to the page */
    SitePage(Sink sink, Review review, String whole) {
        this.sink = sink;
        this.review = review;
        this.verdict = review.verdict();
        this.whole = whole;
    }

    void write() {
        sink.head();
        sink.title();
        sink.text("Deploy gate");
        sink.title_();
        sink.head_();
        sink.body();
        section("Verdict", this::verdict);
        section("Buckets", this::buckets);
        if (!verdict.checks().isEmpty()) {
            section("Checks", this::checks);
        }
        section("What was judged", this::provenance);
        sink.body_();
        sink.flush();
    }

    private void verdict() {
        paragraph(Summary.of(verdict));
        if (!verdict.reasons().isEmpty()) {
            sink.list();
            for (Reason reason : verdict.reasons()) {
                sink.listItem();
                sink.text(reason.code() + ": " + Printable.line(reason.message()));
                sink.listItem_();
            }
            sink.list_();
        }
        sink.paragraph();
        sink.link(whole);
        sink.text("The whole report, case by case");
        sink.link_();
        sink.paragraph_();
    }

    private void buckets() {
        if (review.buckets().isEmpty()) {
            paragraph("No bucket was compared.");
            return;
        }
        table(
                List.of("bucket", "status", "baseline", "candidate", "change", "required"),
                review.worstFirst().stream().map(SitePage::cells).toList());
    }

    private static List<String> cells(BucketReview bucket) {
        BucketRow row = bucket.row();
        return List.of(
                Printable.line(bucket.bucket()),
                row.status().name(),
                row.baseline().map(Figures::plain).orElse(""),
                row.candidate().map(found -> candidate(found, bucket)).orElse(NOT_MEASURED),
                row.delta().map(Figures::points).orElse(""),
                bucket.floor().map(floor -> "≥ " + required(floor, bucket)).orElse(""));
    }

    /** Rounded so that what fails never looks as if it held, nor the reverse. */
    private static String candidate(Fraction found, BucketReview bucket) {
        return bucket.floor()
                .filter(floor -> found.compareTo(floor) < 0)
                .map(floor -> Figures.found(found, floor))
                .orElseGet(() -> Figures.plain(found));
    }

    private static String required(Fraction floor, BucketReview bucket) {
        return bucket.row()
                .candidate()
                .filter(found -> found.compareTo(floor) < 0)
                .map(found -> Figures.floor(found, floor))
                .orElseGet(() -> Figures.plain(floor));
    }

    private void checks() {
        table(
                List.of("check", "severity", "status", "found", "required"),
                verdict.checks().stream().map(SitePage::cells).toList());
    }

    private static List<String> cells(CheckResult check) {
        return List.of(
                Printable.line(check.id()),
                check.severity().name(),
                check.status().name(),
                check.found().map(Printable::line).orElse(NOT_MEASURED),
                Printable.line(check.required()));
    }

    private void provenance() {
        table(
                List.of("what", "which"),
                List.of(
                        List.of("model", verdict.modelSha().orElse("not named: this verdict cannot promote")),
                        List.of("may promote", verdict.promotable() ? "yes, if promotion agrees" : "no"),
                        List.of(
                                "candidate's report, SHA-256",
                                verdict.candidate().sha256()),
                        List.of(
                                "its cases, SHA-256",
                                verdict.candidate().casesSha256().orElse("none")),
                        List.of("baseline's report, SHA-256", verdict.baseline().sha256()),
                        List.of("policy, SHA-256", verdict.policySha256().orElse("none: the point rule")),
                        List.of("mode", verdict.mode()),
                        List.of("tolerance", Figures.tolerance(verdict.tolerance())),
                        List.of("judged at", verdict.createdAt().toString()),
                        List.of("by Modelgate", Printable.line(verdict.gateVersion()))));
    }

    private void section(String title, Runnable content) {
        sink.section1();
        sink.sectionTitle1();
        sink.text(title);
        sink.sectionTitle1_();
        content.run();
        sink.section1_();
    }

    private void paragraph(String text) {
        sink.paragraph();
        sink.text(Printable.line(text));
        sink.paragraph_();
    }

    private void table(List<String> titles, List<List<String>> rows) {
        sink.table();
        sink.tableRows(null, false);
        sink.tableRow();
        titles.forEach(title -> {
            sink.tableHeaderCell();
            sink.text(title);
            sink.tableHeaderCell_();
        });
        sink.tableRow_();
        rows.forEach(this::row);
        sink.tableRows_();
        sink.table_();
    }

    private void row(List<String> cells) {
        sink.tableRow();
        cells.forEach(cell -> {
            sink.tableCell();
            sink.text(cell);
            sink.tableCell_();
        });
        sink.tableRow_();
    }
}
