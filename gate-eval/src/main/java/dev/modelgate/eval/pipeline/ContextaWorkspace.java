package dev.modelgate.eval.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.pipeline.RunEvidence.Stage;
import dev.modelgate.eval.pipeline.ContextaLedger.LedgerStage;
import java.nio.file.Path;

/**
 * A workspace of Contexta ({@code .contexta}): the ledger says what ran, the segments what was recorded. They are held
 * against each other, since a record may name a stage that the ledger does not know.
 */
record ContextaWorkspace(Path directory) implements EvidenceSource {

    @Override
    public RunEvidence run(String ref) {
        try (ContextaLedger ledger = ContextaLedger.open(directory.resolve("metadata/ledger.db"))) {
            String status = ledger.status(ref);
            ImmutableMap<String, LedgerStage> stages = ledger.stages(ref);
            ContextaRecords records = ContextaRecords.read(directory.resolve("records"), ref, stages);
            return new RunEvidence(
                    ref,
                    status,
                    stages.values().stream()
                            .map(stage -> new Stage(stage.name(), stage.status()))
                            .collect(ImmutableList.toImmutableList()),
                    records.measurements(),
                    records.datasets(),
                    records.degradations(),
                    ledger.deployments(ref));
        }
    }
}
