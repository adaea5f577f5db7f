package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonLines;
import dev.modelgate.eval.score.Score;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The samples of one task of lm-evaluation-harness ({@code --log_samples}): a document is a case. Where a task has
 * several metrics or filters, {@code --columns score=METRIC,filter=NAME} says which one counts.
 */
final class LmEvalSamples implements Importer {

    private static final String FILTER = "filter";
    private static final String SCORE = "score";

    @Override
    public String format() {
        return "lm-eval-samples";
    }

    @Override
    public String what() {
        return "lm-evaluation-harness, samples_TASK_*.jsonl (--log_samples); --columns score=METRIC,filter=NAME; --bucket-by doc.FIELD";
    }

    @Override
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireWords(format(), List.of(SCORE, FILTER));
        Filter filter = new Filter(choices.column(FILTER));
        return ImportedCases.read(file, choices, cases -> {
            try (InputStream in = InputFiles.open(file)) {
                JsonLines.forEachWithNaN(in, file.toString(), (line, where) -> {
                    Walk sample = Walk.of(line, file.toString());
                    if (filter.takes(sample)) {
                        read(sample, metric(sample, choices.column(SCORE)), cases);
                    }
                });
            } catch (IOException e) {
                throw new CannotJudgeException("%s could not be closed (%s)".formatted(file, e.getMessage()), e);
            }
            filter.requireFound(file);
        });
    }

    private static void read(Walk sample, String metric, ImportedCases.Builder cases) {
        Question question = new Question(sample.text("doc_id"), prompt(sample), Optional.of(sample.text("target")));
        Optional<JsonValue> value = sample.present(metric);
        if (value.isEmpty()) {
            cases.error(question, "'%s' is null".formatted(metric));
            return;
        }
        CaseFields fields = new CaseFields();
        sample.present("doc").ifPresent(document -> fields.add("doc", document));
        cases.add(
                new ImportedCase(
                        question,
                        ImmutableList.of(),
                        score(sample, metric, value.get()),
                        Optional.of(answer(sample)),
                        Optional.empty(),
                        Optional.empty()),
                fields);
    }

    private static Score score(Walk sample, String metric, JsonValue value) {
        if (Walk.isNaN(value)) {
            throw sample.notANumber(metric);
        }
        if (!(value instanceof JsonNumber || value instanceof JsonBoolean)) {
            throw new CannotJudgeException(
                    "%s: '%s' is %s, but a number, true or false is required; choose another by --columns score=METRIC"
                            .formatted(sample.where(), metric, value.kind()));
        }
        try {
            return TableRows.score(Walk.shown(value)).orElseThrow(() -> sample.notANumber(metric));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException("%s: '%s': %s".formatted(sample.where(), metric, e.getMessage()), e);
        }
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
        private final Set<String> all = new TreeSet<>();
        private Optional<String> seen = Optional.empty();

        Filter(Optional<String> asked) {
            this.asked = asked;
        }

        boolean takes(Walk sample) {
            String filter = sample.text(FILTER);
            all.add(filter);
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

        void requireFound(Path file) {
            if (asked.isPresent() && !all.isEmpty() && !all.contains(asked.get())) {
                throw new CannotJudgeException("%s has no filter '%s', but --columns names it; it has %s"
                        .formatted(file, asked.get(), String.join(", ", all)));
            }
        }
    }
}
