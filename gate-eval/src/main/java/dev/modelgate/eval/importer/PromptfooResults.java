package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.report.ReportDraft.CaseError;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * promptfoo's results ({@code promptfoo eval --output results.json}, version 3) of one prompt and one provider: a test is
 * a case, the entries of {@code metadata.buckets} are its buckets. A call that failed is an error, not a wrong answer.
 */
final class PromptfooResults implements Importer {

    private static final BigDecimal VERSION = BigDecimal.valueOf(3);

    /** promptfoo's {@code failureReason} of a call that gave no answer to judge. */
    private static final BigDecimal CALL_FAILED = BigDecimal.valueOf(2);

    @Override
    public String format() {
        return "promptfoo";
    }

    @Override
    public String what() {
        return "promptfoo's results.json of one prompt and provider; a test's metadata.buckets are buckets";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        Walk summary = Walk.read(file).required("results");
        BigDecimal version = summary.requiredNumber("version");
        if (version.compareTo(VERSION) != 0) {
            throw new CannotJudgeException("%s has the version %s, but %s is required; write it by promptfoo 0.120"
                    .formatted(summary.where(), version.toPlainString(), VERSION));
        }
        List<Walk> results = summary.each("results");
        requireOne(results, file);
        ImmutableList.Builder<ImportedCase> cases = ImmutableList.builder();
        ImmutableList.Builder<CaseError> errors = ImmutableList.builder();
        for (Walk result : results) {
            if (result.requiredNumber("failureReason").compareTo(CALL_FAILED) == 0) {
                errors.add(new CaseError(id(result), result.shown("error").orElse("error")));
            } else {
                cases.add(measured(result));
            }
        }
        return ImportedCases.of(file, cases.build(), errors.build(), 0);
    }

    /** Two providers would be two models in one report. */
    private static void requireOne(List<Walk> results, Path file) {
        Set<String> asked = new TreeSet<>();
        results.forEach(result ->
                asked.add(result.required("provider").text("id") + " with prompt " + result.text("promptIdx")));
        if (asked.size() > 1) {
            throw new CannotJudgeException(
                    "%s has results of %s, but one provider and one prompt are required; run them apart by --filter-providers and --filter-prompts"
                            .formatted(file, String.join(", ", asked)));
        }
    }

    private static ImportedCase measured(Walk result) {
        return new ImportedCase(
                id(result),
                buckets(result.required("testCase")),
                Score.of(result.flag("success")),
                result.required("prompt").shown("raw"),
                Optional.empty(),
                result.at("response").flatMap(response -> response.shown("output")),
                result.number("latencyMs"));
    }

    /** The test's description where it has one; its place in the list moves with every test before it. */
    private static String id(Walk result) {
        return result.required("testCase")
                .shown("description")
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> "test " + result.text("testIdx"));
    }

    private static ImmutableList<String> buckets(Walk test) {
        Optional<Walk> metadata = test.at("metadata");
        if (metadata.flatMap(data -> data.present("buckets")).isEmpty()) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<String> buckets = ImmutableList.builder();
        for (JsonValue bucket : metadata.orElseThrow().list("buckets")) {
            buckets.add(Walk.shown(bucket));
        }
        return buckets.build();
    }
}
