package dev.modelgate.cli;

import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.dvc.DataCheck;
import dev.modelgate.eval.dvc.DvcData;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Printable;
import java.util.ArrayList;
import java.util.List;

/** {@code gate data pull} and {@code gate data verify}: the data that a pointer names, believed only when hashed. */
final class DataCommand implements GateCommand {

    private final boolean fetch;
    private String pointer = "";

    private DataCommand(boolean fetch) {
        this.fetch = fetch;
    }

    static DataCommand pull() {
        return new DataCommand(true);
    }

    static DataCommand verify() {
        return new DataCommand(false);
    }

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        fetch
                                ? "Brings the data that a DVC pointer names into the workspace, verified; replaces nothing."
                                : "Compares the data in the workspace with the DVC pointer that names them.",
                        "gate data %s examples/grammar-tutor/data/eval/phase-20.jsonl.dvc"
                                .formatted(fetch ? "pull" : "verify"))
                .word("FILE.dvc", "the pointer, or dvc.lock:STAGE or dvc.lock:STAGE:OUT", value -> pointer = value);
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        DvcData data = DvcData.of(invocation.path(pointer).toString());
        List<Reason> reasons = new ArrayList<>();
        StringBuilder held = new StringBuilder();
        for (DataCheck check : fetch ? data.pull() : data.verify()) {
            if (check instanceof DataCheck.Differs differs) {
                reasons.add(differs.reason());
            } else {
                held.append(line((DataCheck.Holds) check)).append('\n');
            }
        }
        invocation.out().print(reasons.isEmpty() ? held.toString() : MarkdownReport.reasons(reasons));
        return reasons.isEmpty() ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private static String line(DataCheck.Holds holds) {
        return Printable.line("%s  %s  %s  %d bytes%s"
                .formatted(
                        holds.fetched() ? "fetched" : "holds",
                        holds.path(),
                        holds.md5(),
                        holds.size(),
                        holds.legacy() ? "  (DVC 2: line ends not counted)" : ""));
    }
}
