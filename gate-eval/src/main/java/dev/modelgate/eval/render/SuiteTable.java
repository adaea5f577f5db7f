package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.eval.suite.SuiteRun.Result;
import java.util.List;

/** How suites ended, a suite a row, safe to paste. */
public final class SuiteTable {

    private SuiteTable() {}

    public static String of(List<Result> results) {
        MarkdownTable table = new MarkdownTable("suite", "kind", "status", "held", "required", "cases");
        for (Result result : results) {
            Fraction floor = result.suite().atLeast().orElse(Fraction.ZERO);
            table.row(
                    MarkdownText.code(result.suite().name()),
                    result.suite().kind(),
                    result.holds() ? "ok" : "FAIL",
                    Figures.found(result.found(), floor),
                    result.suite()
                            .atLeast()
                            .map(share -> "≥ " + Figures.plain(share))
                            .orElse("-"),
                    Long.toString(result.n()));
        }
        return table.text();
    }
}
