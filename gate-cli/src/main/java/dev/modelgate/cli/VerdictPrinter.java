package dev.modelgate.cli;

import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.render.Summary;
import dev.modelgate.eval.verdict.VerdictCodec;
import dev.modelgate.registry.sign.WrittenVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Prints a verdict where the user asked for it, and says what status it means. */
record VerdictPrinter(Invocation invocation, Format format, Optional<String> verdictOut) {

    /** Before anything is read: see {@link WrittenVerdict#begin}. */
    VerdictPrinter begin(Collection<Path> inputs) {
        verdictOut.ifPresent(file -> WrittenVerdict.begin(invocation.path(file), inputs, invocation.environment()));
        return this;
    }

    ExitStatus print(Verdict verdict, List<String> warnings) throws IOException {
        return print(verdict, verdict.decision() == Decision.PASS, warnings);
    }

    /** @param allowed whether it may go on: a pass, or an inconclusive one that the policy lets through */
    ExitStatus print(Verdict verdict, boolean allowed, List<String> warnings) throws IOException {
        if (verdictOut.isPresent()) {
            write(verdict, invocation.path(verdictOut.get()));
        }
        warnings.forEach(this::warn);
        invocation.out().print(format == Format.JSON ? json(verdict) : text(verdict, allowed));
        return allowed ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private void write(Verdict verdict, Path file) throws IOException {
        if (WrittenVerdict.write(verdict, file, invocation.environment()) == WrittenVerdict.WITHOUT_SUBJECT) {
            warn("the verdict is not signed, for it names no model; evaluate with --bundle and judge again");
        }
    }

    private void warn(String warning) {
        invocation.err().println("gate: warning: " + Printable.line(warning));
    }

    private static String json(Verdict verdict) {
        return PrettyJson.indented(VerdictCodec.encode(verdict));
    }

    private static String text(Verdict verdict, boolean allowed) {
        return allowed ? Summary.of(verdict) + "\n" : MarkdownReport.refusal(verdict);
    }
}
