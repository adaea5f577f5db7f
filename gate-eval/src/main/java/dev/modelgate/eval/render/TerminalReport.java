package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckStatus;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.render.TerminalTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A review for a terminal: the worst first, one line a bucket, then how much the gate could not see. */
public final class TerminalReport {

    private static final List<Column> COLUMNS = List.of(
            new Column("", false, 0),
            new Column("bucket", false, 0),
            new Column("n", true, 3),
            new Column("before", true, 2),
            new Column("after", true, 1),
            new Column("change", true, 0),
            new Column("interval", true, 4),
            new Column("lost", true, 5),
            new Column("won", true, 6),
            new Column("unseen", true, 7));

    private static final List<Column> CHECK_COLUMNS = List.of(
            new Column("", false, 0),
            new Column("check", false, 0),
            new Column("weight", false, 2),
            new Column("found", true, 1),
            new Column("required", false, 3));

    private final Review review;
    private final Screen screen;

    private TerminalReport(Review review, Screen screen) {
        this.review = review;
        this.screen = screen;
    }

    /** The whole report; every line fits the screen, apart from sentences, which are wrapped. */
    public static String of(Review review, Screen screen) {
        return new TerminalReport(review, screen).text();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        Verdict verdict = review.verdict();
        out.append(decision(verdict.decision())).append("  ");
        wrapped(out, Prose.headline(review), verdict.decision().name().length() + 2);
        Prose.otherReasons(verdict).forEach(reason -> {
            out.append("\n").append(screen.bold(reason.code().name())).append("\n");
            wrapped(out, reason.message(), 0);
        });
        if (!verdict.checks().isEmpty()) {
            out.append('\n').append(checks(verdict.checks()));
        }
        if (!review.buckets().isEmpty()) {
            out.append('\n').append(table());
        }
        List<String> notes = new ArrayList<>();
        Prose.legend(review).ifPresent(notes::add);
        Prose.noise(review).ifPresent(notes::add);
        notes.forEach(note -> {
            out.append('\n');
            wrapped(out, note, 0);
        });
        return out.toString();
    }

    private String decision(Decision decision) {
        return switch (decision) {
            case PASS -> screen.good(decision.name());
            case REFUSED -> screen.bad(decision.name());
            case INCONCLUSIVE -> screen.doubtful(decision.name());
        };
    }

    private String table() {
        TerminalTable table = new TerminalTable(COLUMNS);
        review.worstFirst().forEach(bucket -> table.row(style(bucket.status()), cells(bucket)));
        return table.text(screen);
    }

    private String checks(List<CheckResult> checks) {
        TerminalTable table = new TerminalTable(CHECK_COLUMNS);
        checks.forEach(check -> table.row(
                style(check.status()),
                List.of(
                        check.status().name(),
                        Printable.line(check.id()),
                        check.severity().name().toLowerCase(Locale.ROOT),
                        Printable.line(check.found().orElse("-")),
                        Printable.line(check.required()))));
        return table.text(screen);
    }

    private UnaryOperator<String> style(CheckStatus status) {
        return switch (status) {
            case FAIL, NOT_MEASURED -> screen::bad;
            case INCONCLUSIVE -> screen::doubtful;
            case PASS -> screen::good;
        };
    }

    private UnaryOperator<String> style(BucketStatus status) {
        return switch (status) {
            case FAIL, MISSING -> screen::bad;
            case INCONCLUSIVE, NO_DATA -> screen::doubtful;
            case PASS -> screen::good;
            case NEW -> screen::faint;
        };
    }

    private static List<String> cells(BucketReview bucket) {
        return List.of(
                bucket.status().name(),
                Printable.line(bucket.bucket()),
                count(bucket.cases()),
                percent(bucket.row().baseline()),
                percent(bucket.row().candidate()),
                bucket.row().delta().map(Figures::change).orElse("-"),
                bucket.interval().map(Figures::interval).orElse(""),
                count(bucket.lost()),
                count(bucket.won()),
                bucket.detectable().isPresent()
                        ? Figures.magnitude(bucket.detectable().getAsDouble())
                        : "");
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }

    /** Nothing measured is shown as nothing, never as zero. */
    private static String percent(Optional<Fraction> share) {
        return share.map(value -> Figures.percent(value, 1)).orElse("-");
    }

    private void wrapped(StringBuilder out, String sentence, int used) {
        out.append(Wrapped.text(Printable.line(sentence), screen.width(), used));
    }
}
