package dev.modelgate.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.eval.importer.ImportChoices;
import dev.modelgate.eval.importer.ImportChoices.BucketField;
import dev.modelgate.eval.importer.Imported;
import dev.modelgate.eval.importer.ImportedReport;
import dev.modelgate.eval.importer.Importer;
import dev.modelgate.eval.importer.Importers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code gate import}: what another harness measured, as a report. */
final class ImportCommand implements GateCommand {

    private boolean list;
    private boolean metricsOnly;
    private Optional<String> format = Optional.empty();
    private Optional<String> file = Optional.empty();
    private Optional<String> output = Optional.empty();
    private Optional<String> suite = Optional.empty();
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final List<BucketField> bucketBy = new ArrayList<>();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Turns the results of another harness into a report with its cases.",
                        "gate import junit results.xml --output candidate_eval.json")
                .optionalWord("FORMAT", "what wrote the file; --list names them", value -> format = Optional.of(value))
                .optionalWord("FILE", "the results", value -> file = Optional.of(value))
                .flag("--list", "list the formats", () -> list = true)
                .option("--output", "FILE", "the report to write", value -> output = Optional.of(value))
                .option("--suite", "NAME", "the name that both sides share", value -> suite = Optional.of(value))
                .option("--columns", "OURS=THEIRS,…", "the table's names of columns", this::rename)
                .repeated(
                        "--bucket-by",
                        "[PREFIX=]FIELD,…",
                        "fields of the cases whose values are buckets, such as metadata.tense",
                        this::bucketBy)
                .flag(
                        "--metrics-only",
                        "no number is a proportion of which more is better, such as a loss; a check judges them",
                        () -> metricsOnly = true);
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        if (list) {
            Importers.all()
                    .forEach(importer ->
                            invocation.out().println("%-10s %s".formatted(importer.format(), importer.what())));
            return ExitStatus.DONE;
        }
        if (format.isEmpty() || file.isEmpty() || output.isEmpty()) {
            throw new UsageException("FORMAT, FILE and --output are required; 'gate import --list' lists the formats");
        }
        Importer importer = Importers.of(format.get());
        Path source = invocation.path(file.get());
        Imported imported = importer.read(
                source, new ImportChoices(ImmutableMap.copyOf(columns), ImmutableList.copyOf(bucketBy), metricsOnly));
        Path report = ImportedReport.write(
                imported, importer.format(), source, suite, invocation.path(output.get()), invocation.clock());
        invocation.out().println(imported.summary());
        invocation.out().println("report  " + report);
        return ExitStatus.DONE;
    }

    private void rename(String text) {
        for (String pair : Splitter.on(',').trimResults().split(text)) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                throw new UsageException("--columns has '%s', but OURS=THEIRS is required".formatted(pair));
            }
            String ours = pair.substring(0, equals);
            if (columns.putIfAbsent(ours, pair.substring(equals + 1)) != null) {
                throw new UsageException(
                        "--columns has '%s' twice, but one name is required; keep one".formatted(ours));
            }
        }
    }

    private void bucketBy(String text) {
        for (String each : Splitter.on(',').trimResults().split(text)) {
            int equals = each.indexOf('=');
            if (each.isEmpty() || equals == 0 || equals == each.length() - 1) {
                throw new UsageException("--bucket-by has '%s', but FIELD or PREFIX=FIELD is required".formatted(each));
            }
            bucketBy.add(new BucketField(
                    equals < 0 ? Optional.empty() : Optional.of(each.substring(0, equals)),
                    each.substring(equals + 1)));
        }
    }
}
