package dev.modelgate.cli;

import com.google.common.io.MoreFiles;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.render.Summary;
import dev.modelgate.eval.verdict.VerdictCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Prints a verdict where the user asked for it, and says what status it means. */
record VerdictPrinter(Invocation invocation, Format format, Optional<String> verdictOut) {

    ExitStatus print(Verdict verdict, List<String> warnings) throws IOException {
        if (verdictOut.isPresent()) {
            MoreFiles.asCharSink(invocation.path(verdictOut.get()), StandardCharsets.UTF_8)
                    .write(json(verdict));
        }
        warnings.forEach(warning -> invocation.err().println("gate: warning: " + Printable.line(warning)));
        invocation.out().print(format == Format.JSON ? json(verdict) : text(verdict));
        return verdict.decision() == Decision.PASS ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private static String json(Verdict verdict) {
        return PrettyJson.indented(VerdictCodec.encode(verdict));
    }

    private static String text(Verdict verdict) {
        return verdict.decision() == Decision.PASS ? Summary.of(verdict) + "\n" : MarkdownReport.refusal(verdict);
    }
}
