package dev.modelgate.cli;

import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.render.Summary;
import dev.modelgate.eval.verdict.VerdictCodec;
import dev.modelgate.eval.verdict.VerdictFiles;
import java.util.List;
import java.util.Optional;

/** Prints a verdict where the user asked for it, and says what status it means. */
record VerdictPrinter(Invocation invocation, Format format, Optional<String> verdictOut) {

    ExitStatus print(Verdict verdict, List<String> warnings) {
        return print(verdict, verdict.decision() == Decision.PASS, warnings);
    }

    /** @param allowed whether it may go on: a pass, or an inconclusive one that the policy lets through */
    ExitStatus print(Verdict verdict, boolean allowed, List<String> warnings) {
        verdictOut.ifPresent(file -> VerdictFiles.write(verdict, invocation.path(file)));
        warnings.forEach(warning -> invocation.err().println("gate: warning: " + Printable.line(warning)));
        invocation.out().print(format == Format.JSON ? json(verdict) : text(verdict, allowed));
        return allowed ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private static String json(Verdict verdict) {
        return PrettyJson.indented(VerdictCodec.encode(verdict));
    }

    private static String text(Verdict verdict, boolean allowed) {
        return allowed ? Summary.of(verdict) + "\n" : MarkdownReport.refusal(verdict);
    }
}
