package dev.modelgate.eval.render;

import java.util.Optional;

/**
 * What a report may show beside the verdict and its evidence. All of it comes from outside.
 *
 * @param baseline where the baseline stands in the repository, relative, with forward slashes
 * @param lineage the model and its ancestors as text, where known
 * @param policy the policy as text, where there is one
 */
public record ReportContext(String baseline, Optional<String> lineage, Optional<String> policy) {

    /** A baseline in a file of that name, and nothing else. */
    public static ReportContext of(String baseline) {
        return new ReportContext(baseline, Optional.empty(), Optional.empty());
    }
}
