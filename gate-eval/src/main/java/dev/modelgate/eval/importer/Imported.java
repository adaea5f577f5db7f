package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.report.ReportDraft.CaseError;
import java.util.HashSet;
import java.util.Set;

/**
 * What a file of results says.
 *
 * @param cases at least one, each id once
 * @param errors cases that the tool could not measure; they count in no bucket
 * @param skipped cases that the tool left out
 */
public record Imported(ImmutableList<ImportedCase> cases, ImmutableList<CaseError> errors, int skipped) {

    public Imported {
        if (cases.isEmpty()) {
            throw new CannotJudgeException(
                    "the results have no case that was measured, but at least one is required; nothing measured is not a pass");
        }
        Set<String> ids = new HashSet<>();
        for (ImportedCase imported : cases) {
            if (!ids.add(imported.id())) {
                throw new CannotJudgeException(
                        "the results have the case '%s' twice, but an id names one case; import one run of one model"
                                .formatted(imported.id()));
            }
        }
    }
}
