package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The samples of one task of lm-evaluation-harness ({@code --log_samples}): a document is a case. Where a task has
 * several metrics or filters, {@code --columns score=METRIC,filter=NAME} says which one counts.
 */
final class LmEvalSamples implements Importer {

    private static final String FILTER = "filter";

    @Override
    public String format() {
        return "lm-eval-samples";
    }

    @Override
    public String what() {
        return "lm-evaluation-harness, samples_TASK_*.jsonl (--log_samples); --columns score=METRIC,filter=NAME";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        ImmutableList.Builder<ImportedCase> cases = ImmutableList.builder();
        Filter filter = new Filter(Optional.ofNullable(columns.get(FILTER)));
        try (InputStream in = InputFiles.open(file)) {
            JsonLines.forEach(in, file.toString(), (line, where) -> {
                Walk sample = Walk.of(line, file.toString());
                if (filter.takes(sample)) {
                    cases.add(measured(sample, Optional.ofNullable(columns.get("score")), where));
                }
            });
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be closed (%s)".formatted(file, e.getMessage()), e);
        }
        return ImportedCases.of(file, cases.build(), ImmutableList.of(), 0);
    }

    private static ImportedCase measured(Walk sample, Optional<String> asked, String where) {
        String metric = metric(sample, asked);
        Map<String, String> cells = new HashMap<>();
        cells.put("id", sample.text("doc_id"));
        cells.put("score", sample.requiredNumber(metric).toPlainString());
        prompt(sample).ifPresent(text -> cells.put("input", text));
        cells.put("expected", sample.text("target"));
        cells.put("output", answer(sample));
        return new TableRow(cells, ImmutableMap.of(), where).read();
    }

    private static String metric(Walk sample, Optional<String> asked) {
        List<String> metrics = sample.list("metrics").stream().map(Walk::shown).toList();
        if (asked.isEmpty() && metrics.size() == 1) {
            return metrics.get(0);
        }
        return asked.filter(metrics::contains)
                .orElseThrow(() -> new CannotJudgeException(
                        "%s has the metrics %s, but one of them is required; choose it by --columns score=METRIC"
                                .formatted(sample.where(), metrics)));
    }

    /** What was sent, of the first request where a document made several. */
    private static Optional<String> prompt(Walk sample) {
        return sample.at("arguments").flatMap(all -> all.at("gen_args_0")).flatMap(first -> first.shown("arg_0"));
    }

    private static String answer(Walk sample) {
        var answers = sample.list("filtered_resps");
        return answers.size() == 1 ? Walk.shown(answers.get(0)) : sample.text("filtered_resps");
    }

    /** Holds that one filter is read: each writes every document again. */
    private static final class Filter {
        private final Optional<String> asked;
        private Optional<String> seen = Optional.empty();

        Filter(Optional<String> asked) {
            this.asked = asked;
        }

        boolean takes(Walk sample) {
            String filter = sample.text(FILTER);
            if (asked.isPresent()) {
                return filter.equals(asked.get());
            }
            if (!filter.equals(seen.orElse(filter))) {
                throw new CannotJudgeException(
                        "%s has the filter '%s' after '%s', but one is required; choose it by --columns filter=NAME"
                                .formatted(sample.where(), filter, seen.orElseThrow()));
            }
            seen = Optional.of(filter);
            return true;
        }
    }
}
