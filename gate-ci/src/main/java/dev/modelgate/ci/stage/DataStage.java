package dev.modelgate.ci.stage;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.verdict.EvalSetMatch;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.dvc.EvalSetSource;
import dev.modelgate.eval.evalset.EvalSetDigests;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.report.ReportReader;
import java.util.Optional;

/** The eval set, and whether it is the baseline's: found before any model is fetched. */
public final class DataStage {

    private final Workshop shop;

    public DataStage(Workshop shop) {
        this.shop = shop;
    }

    public Outcome run() {
        EvalSetSource.Source source = EvalSetSource.read(shop.evalSet());
        if (source instanceof EvalSetSource.Refused refused) {
            return refused(ImmutableList.of(refused.reason()));
        }
        EvalSetDigests digests = ((EvalSetSource.Ready) source).evalSet().digests();
        ImmutableList<Reason> stale = EvalSetMatch.mismatches(
                Optional.of(digests.dvc()),
                Optional.of(digests.sha256()),
                ReportReader.read(shop.baseline()).report());
        return stale.isEmpty()
                ? Outcome.passed(Stage.DATA, "the eval set is the baseline's, `%s`".formatted(digests.dvc()))
                : refused(stale);
    }

    private static Outcome refused(ImmutableList<Reason> reasons) {
        return Outcome.refused(Stage.DATA, MarkdownReport.reasons(reasons));
    }
}
