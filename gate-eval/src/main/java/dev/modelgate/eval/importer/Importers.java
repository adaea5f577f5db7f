package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.util.List;

/** The formats that are read. Each is tested on output of the tool itself. */
public final class Importers {

    private static final ImmutableList<Importer> ALL = ImmutableList.of(
            new JunitXml(),
            new CsvResults(),
            new ParquetResults(),
            new InspectLog(),
            new DeepEvalRun(),
            new PromptfooResults(),
            new LmEvalResults(),
            new LmEvalSamples(),
            new MlflowRun(),
            new MlflowTable(),
            new EvidentlyReport(),
            new NemoResults(),
            new OpenMedReport());

    private Importers() {}

    public static List<Importer> all() {
        return ALL;
    }

    /** @throws CannotJudgeException where there is none: the formats that there are */
    public static Importer of(String format) {
        return ALL.stream()
                .filter(importer -> importer.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new CannotJudgeException("the format is '%s', but one of %s is required; choose one"
                        .formatted(
                                format,
                                String.join(
                                        ", ", ALL.stream().map(Importer::format).toList()))));
    }
}
