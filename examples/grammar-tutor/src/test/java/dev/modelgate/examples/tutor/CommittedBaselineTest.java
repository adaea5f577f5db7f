package dev.modelgate.examples.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.eval.onnx.OnnxSettings;
import dev.modelgate.eval.report.ReportReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The baseline at the root is what evaluating the clean model gives, and nothing that was typed. */
class CommittedBaselineTest {

    @Test
    void is_the_evaluation_of_the_clean_model_but_for_its_times(@TempDir Path directory) throws InterruptedException {
        EvalReport committed =
                ReportReader.read(Tutor.ROOT.resolve("eval_baseline.json")).report();
        EvalReport made =
                Tutor.evaluate("clean", OnnxSettings.DEFAULT, directory).report();

        assertThat(committed.buckets()).isEqualTo(made.buckets());
        assertThat(committed.suite()).contains("phase-20").isEqualTo(made.suite());
        assertThat(committed.stage()).isEqualTo(made.stage());
        assertThat(committed.evalSetDvcHash()).isPresent().isEqualTo(made.evalSetDvcHash());
        assertThat(committed.evalSetSha256()).isPresent().isEqualTo(made.evalSetSha256());
        assertThat(Tutor.answers(committed)).hasSize(1200).isEqualTo(Tutor.answers(made));
    }
}
