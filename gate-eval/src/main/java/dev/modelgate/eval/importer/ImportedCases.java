package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a file of results says, case by case.
 *
 * @param cases at least one, each id once
 * @param errors cases that the tool could not measure; they count in no bucket
 * @param skipped cases that the tool left out
 * @param fields of the cases that would make buckets, where none are made
 */
public record ImportedCases(
        ImmutableList<ImportedCase> cases,
        ImmutableList<CaseError> errors,
        ImmutableList<Question> skipped,
        ImmutableList<String> fields)
        implements Imported {

    /** A question that got no answer, or whose answer nobody could judge, and why. */
    record CaseError(Question question, String message) {}

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

    /**
     * What a reader hands over.
     *
     * @throws CannotJudgeException where there is no case that was measured, or one id twice, or no such field
     */
    static ImportedCases read(Path file, ImportChoices choices, Consumer<Builder> reader) {
        Builder builder = new Builder(file, choices);
        try {
            reader.accept(builder);
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(file + ": " + e.getMessage(), e);
        }
    }

    /** All that was asked, answered or not. */
    Stream<Question> questions() {
        return Stream.of(
                        cases.stream().map(ImportedCase::question),
                        errors.stream().map(CaseError::question),
                        skipped.stream())
                .flatMap(each -> each);
    }

    @Override
    public String summary() {
        String counts = "%s, %d errors, %d skipped".formatted(counted(), errors.size(), skipped.size());
        return fields.isEmpty()
                ? counts
                : counts + "\nno buckets; --bucket-by makes them of " + String.join(", ", fields);
    }

    private String counted() {
        Set<String> asked = new HashSet<>();
        cases.forEach(each -> asked.add(each.cluster().filter(each::isAttemptAt).orElse(each.id())));
        return asked.size() == cases.size()
                ? "%d cases".formatted(cases.size())
                : "%d cases in %d attempts".formatted(asked.size(), cases.size());
    }

    /** Takes results one by one, and puts them into the buckets that were asked for. */
    static final class Builder {

        private final Path file;
        private final ImportChoices choices;
        private final ImmutableList.Builder<ImportedCase> cases = ImmutableList.builder();
        private final ImmutableList.Builder<CaseError> errors = ImmutableList.builder();
        private final ImmutableList.Builder<Question> skipped = ImmutableList.builder();
        private final Map<String, Values> seen = new LinkedHashMap<>();
        private boolean inBuckets;

        private Builder(Path file, ImportChoices choices) {
            this.file = file;
            this.choices = choices;
        }

        void add(ImportedCase measured, CaseFields fields) {
            fields.values()
                    .forEach((name, values) ->
                            seen.computeIfAbsent(name, first -> new Values()).add(values));
            ImmutableList.Builder<String> buckets = ImmutableList.builder();
            for (ImportChoices.BucketField by : choices.bucketBy()) {
                fields.values()
                        .getOrDefault(by.field(), ImmutableList.of())
                        .forEach(value -> buckets.add(by.bucket(value)));
            }
            ImportedCase whole = measured.alsoIn(buckets.build());
            inBuckets |= !whole.buckets().isEmpty();
            cases.add(whole);
        }

        void error(Question question, String message) {
            errors.add(new CaseError(question, message));
        }

        void skip(Question question) {
            skipped.add(question);
        }

        private ImportedCases build() {
            ImportedCases built = new ImportedCases(
                    cases.build(), errors.build(), skipped.build(), inBuckets ? ImmutableList.of() : offered());
            choices.bucketBy().forEach(by -> requireSeen(by.field()));
            return built;
        }

        private void requireSeen(String field) {
            if (!seen.containsKey(field)) {
                throw new CannotJudgeException("%s: no case has the field '%s', but --bucket-by names it; %s"
                        .formatted(
                                file,
                                field,
                                seen.isEmpty()
                                        ? "the cases have none, so leave it out"
                                        : "there are " + String.join(", ", seen.keySet())));
            }
        }

        private ImmutableList<String> offered() {
            return seen.entrySet().stream()
                    .filter(each -> each.getValue().group())
                    .map(Map.Entry::getKey)
                    .collect(ImmutableList.toImmutableList());
        }
    }

    /** The values of one field, as far as they are few. */
    private static final class Values {

        private static final int FEW = 50;

        private final Set<String> distinct = new HashSet<>();
        private int all;

        void add(List<String> values) {
            all += values.size();
            values.stream().takeWhile(value -> distinct.size() <= FEW).forEach(distinct::add);
        }

        /** Whether cases share values, so that buckets of them would be more than cases again. */
        boolean group() {
            return distinct.size() <= FEW && distinct.size() < all;
        }
    }
}
