package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * promptfoo's results ({@code promptfoo eval --output results.json}, version 3) of one prompt and one provider: a test is
 * a case, the entries of {@code metadata.buckets} are its buckets. A call that failed is an error, not a wrong answer, and
 * so is an answer of which a judge failed. Where {@code --repeat} asked tests again, the attempts at one are a cluster.
 */
final class PromptfooResults implements Importer {

    private static final BigDecimal VERSION = BigDecimal.valueOf(3);

    /** promptfoo's {@code failureReason} of an answer that its assertions refused. */
    private static final BigDecimal REFUSED = BigDecimal.ONE;

    /** promptfoo's {@code failureReason} of a call that gave no answer to judge; its first versions have 0 there, or nothing. */
    private static final BigDecimal CALL_FAILED = BigDecimal.valueOf(2);

    /** What promptfoo says of a test that nothing judges, and counts as passed. */
    private static final String NOTHING_JUDGED = "No assertions";

    /** How promptfoo begins what it says of a judge that did not answer in its form, before it marked such results. */
    private static final String UNREADABLE_JUDGE = "Could not extract JSON from";

    @Override
    public String format() {
        return "promptfoo";
    }

    @Override
    public String what() {
        return "promptfoo's results.json of one prompt and provider; a test's metadata.buckets are buckets,"
                + " --bucket-by metadata.FIELD or vars.NAME makes more";
    }

    @Override
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireNoColumns(format());
        Walk summary = Walk.read(file).required("results");
        BigDecimal version = summary.requiredNumber("version");
        if (version.compareTo(VERSION) != 0) {
            throw new CannotJudgeException("%s has the version %s, but %s is required; write it by promptfoo 0.120"
                    .formatted(summary.where(), version.toPlainString(), VERSION));
        }
        // Results stand in the order in which they came; the tests' own order is the same in every run.
        List<Walk> results = summary.each("results").stream()
                .sorted(Comparator.comparing(result -> result.requiredNumber("testIdx")))
                .toList();
        requireOne(results, file);
        return ImportedCases.read(file, choices, cases -> {
            List<Attempt> attempts = Attempt.count(
                    results.stream().map(PromptfooResults::id).toList(),
                    results.stream().map(PromptfooResults::asked).toList());
            for (int i = 0; i < results.size(); i++) {
                read(results.get(i), attempts.get(i), cases);
            }
        });
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

    private static void read(Walk result, Attempt attempt, ImportedCases.Builder cases) {
        Walk test = result.required("testCase");
        Question question = new Question(attempt.id(), result.required("prompt").shown("raw"), test.shown("assert"));
        Optional<String> error = error(result);
        if (error.isPresent()) {
            cases.error(question, error.get());
            return;
        }
        requireJudged(result);
        CaseFields fields = new CaseFields();
        for (String name : List.of("metadata", "vars")) {
            test.present(name).ifPresent(value -> fields.add(name, value));
        }
        cases.add(
                new ImportedCase(
                        question,
                        buckets(test),
                        Score.of(result.flag("success")),
                        result.at("response").flatMap(response -> response.shown("output")),
                        result.number("latencyMs"),
                        attempt.cluster()),
                fields);
    }

    /** Why there is no judgement, where there is none. */
    private static Optional<String> error(Walk result) {
        boolean failed = isReason(result, CALL_FAILED) || (!result.flag("success") && gotNoJudgement(result));
        return failed
                ? Optional.of(result.shown("error").orElse("error"))
                : Stream.concat(result.at("gradingResult").stream(), judgements(result))
                        .filter(PromptfooResults::judgeFailed)
                        .map(judgement -> judgement.shown("reason").orElse("the judge failed"))
                        .findFirst();
    }

    private static boolean gotNoJudgement(Walk result) {
        return hasError(result.at("response")) || (result.at("gradingResult").isEmpty() && !isReason(result, REFUSED));
    }

    private static boolean isReason(Walk result, BigDecimal code) {
        return result.number("failureReason")
                .filter(reason -> reason.compareTo(code) == 0)
                .isPresent();
    }

    private static boolean hasError(Optional<Walk> response) {
        return response.flatMap(given -> given.shown("error"))
                .filter(error -> !error.isEmpty())
                .isPresent();
    }

    private static boolean judgeFailed(Walk judgement) {
        return judgement
                        .at("metadata")
                        .filter(metadata -> metadata.present("graderError").isPresent() && metadata.flag("graderError"))
                        .isPresent()
                || judgement
                        .shown("reason")
                        .filter(reason -> reason.startsWith(UNREADABLE_JUDGE))
                        .isPresent();
    }

    /**
     * A test that nothing judges passes in promptfoo, whatever the answer.
     *
     * @throws CannotJudgeException where it is one
     */
    private static void requireJudged(Walk result) {
        Walk test = result.required("testCase");
        boolean asserted =
                test.present("assert").isPresent() && !test.list("assert").isEmpty();
        boolean judged = result.at("gradingResult").isEmpty()
                ? asserted
                : judgements(result).anyMatch(PromptfooResults::judges);
        if (!judged) {
            throw new CannotJudgeException(
                    "%s has no assertion that judges it, but one is required; give each test one by 'assert', or all by 'defaultTest'"
                            .formatted(result.where()));
        }
    }

    /** An assertion of weight 0 only takes a measure, and holds always. */
    private static boolean judges(Walk judgement) {
        boolean weightless = judgement
                .at("assertion")
                .flatMap(assertion -> assertion.number("weight"))
                .filter(weight -> weight.signum() == 0)
                .isPresent();
        return !weightless
                && judgement.shown("reason").filter(NOTHING_JUDGED::equals).isEmpty();
    }

    /** What each assertion said, those within sets of assertions too. */
    private static Stream<Walk> judgements(Walk result) {
        return result.at("gradingResult").stream().flatMap(PromptfooResults::leaves);
    }

    private static Stream<Walk> leaves(Walk judgement) {
        return judgement.present("componentResults").isEmpty()
                ? Stream.of(judgement)
                : judgement.each("componentResults").stream().flatMap(PromptfooResults::leaves);
    }

    /** The test's description where it has one; its place in the list moves with every test before it. */
    private static String id(Walk result) {
        return result.required("testCase")
                .shown("description")
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> "test " + result.text("testIdx"));
    }

    /** Equal where {@code --repeat} asked the same again, which promptfoo counts as another test. */
    private static List<Optional<String>> asked(Walk result) {
        Walk test = result.required("testCase");
        return List.of(
                test.shown("description"),
                result.required("prompt").shown("raw"),
                test.shown("vars"),
                test.shown("assert"));
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
