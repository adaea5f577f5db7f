package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.report.ReportDraft.CaseError;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What a file of results says, case by case.
 *
 * @param cases at least one, each id once
 * @param errors cases that the tool could not measure; they count in no bucket
 * @param skipped cases that the tool left out
 */
public record ImportedCases(ImmutableList<ImportedCase> cases, ImmutableList<CaseError> errors, int skipped)
        implements Imported {

    public ImportedCases {
        if (cases.isEmpty()) {
            throw new IllegalArgumentException(
                    "the results have no case that was measured, but at least one is required; nothing measured is not a pass");
        }
        Set<String> ids = new HashSet<>();
        for (ImportedCase imported : cases) {
            if (!ids.add(imported.id())) {
                throw new IllegalArgumentException(
                        "the results have the case '%s' twice, but an id names one case; import one run of one model"
                                .formatted(imported.id()));
            }
        }
    }

    /** @throws CannotJudgeException where the file has no case that was measured, or one id twice */
    static ImportedCases of(
            Path file, ImmutableList<ImportedCase> cases, ImmutableList<CaseError> errors, int skipped) {
        try {
            return new ImportedCases(cases, errors, skipped);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String summary() {
        return "%d cases, %d errors, %d skipped".formatted(cases.size(), errors.size(), skipped);
    }
}
