package dev.modelgate.eval.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.score.ExactMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class EvaluationPropertyTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private static Path directory;

    @BeforeContainer
    static void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("evaluation");
    }

    @AfterContainer
    static void removeDirectory() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** A case as the test sees it: whether it is answered, and how. */
    private record Plan(EvalCase evalCase, String answer) {
        static final String NONE = "none";

        boolean isAnswered() {
            return !answer.equals(NONE);
        }

        boolean isRight() {
            return answer.equals("right");
        }
    }

    @Property(tries = 60)
    void buckets_equal_the_counts_of_the_plan_whatever_batches_and_threads(
            @ForAll("plans") List<Plan> plans,
            @ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = 1, max = 6) int threads)
            throws Exception {
        EvalReport report = evaluate(plans, batch, threads);

        for (Bucket bucket : report.buckets().values()) {
            List<Plan> members = plans.stream()
                    .filter(Plan::isAnswered)
                    .filter(plan -> bucket.name().equals("aggregate")
                            || plan.evalCase().buckets().contains(bucket.name()))
                    .toList();
            long right = members.stream().filter(Plan::isRight).count();
            assertThat(bucket).isEqualTo(Bucket.ofCounts(bucket.name(), right, members.size()));
        }
        assertThat(report.numbers().get("errors").longValueExact())
                .isEqualTo(plans.stream().filter(plan -> !plan.isAnswered()).count());
    }

    @Property(tries = 60)
    void cases_stand_in_the_order_of_the_set_whatever_batches_and_threads(
            @ForAll("plans") List<Plan> plans,
            @ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = 1, max = 6) int threads)
            throws Exception {
        EvalReport report = evaluate(plans, batch, threads);

        assertThat(report.cases().orElseThrow())
                .extracting(CaseResult::id)
                .containsExactlyElementsOf(plans.stream()
                        .filter(Plan::isAnswered)
                        .map(plan -> plan.evalCase().id())
                        .toList());
    }

    @Property(tries = 30)
    void the_order_of_the_set_does_not_change_a_bucket(@ForAll("plans") List<Plan> plans, @ForAll Random random)
            throws Exception {
        List<Plan> shuffled = new ArrayList<>(plans);
        Collections.shuffle(shuffled, random);

        assertThat(evaluate(shuffled, 3, 2).buckets())
                .isEqualTo(evaluate(plans, 3, 2).buckets());
    }

    private static EvalReport evaluate(List<Plan> plans, int batch, int threads) throws InterruptedException {
        EvalSet set = Sets.of(Lists.transform(plans, Plan::evalCase));
        FakeRuntime runtime = new FakeRuntime(batch, threads, request -> {
            pause();
            Plan plan = plans.get(indexOf(request.id(), plans));
            return plan.isAnswered() ? FakeRuntime.says(plan.answer()) : FakeRuntime.fails("no answer");
        });
        Evaluation evaluation =
                new Evaluation(set, runtime, new ExactMatch(), RunSettings.DEFAULT.allowingErrors(plans.size()), CLOCK);
        return ReportReader.read(evaluation
                        .run(directory.resolve("report.json"), Progress.SILENT)
                        .report())
                .report();
    }

    private static int indexOf(String id, List<Plan> plans) {
        return Lists.transform(plans, plan -> plan.evalCase().id()).indexOf(id);
    }

    /** Lets batches overtake each other now and then. */
    private static void pause() {
        for (int i = ThreadLocalRandom.current().nextInt(2_000); i > 0; i--) {
            Thread.onSpinWait();
        }
    }

    /** Between one and forty cases in up to three of four buckets, at least one of them answered. */
    @Provide
    Arbitrary<List<Plan>> plans() {
        Arbitrary<Set<String>> buckets =
                Arbitraries.of("a", "b", "c", "d|\n`x`").set().ofMaxSize(3);
        Arbitrary<String> answers = Arbitraries.of("right", "right", "right", "wrong", Plan.NONE);
        return Combinators.combine(buckets, answers)
                .as((names, answer) -> new Plan(Sets.evalCase("?", "right", names.toArray(new String[0])), answer))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .filter(plans -> plans.stream().anyMatch(Plan::isAnswered))
                .map(EvaluationPropertyTest::numbered);
    }

    private static List<Plan> numbered(List<Plan> plans) {
        ImmutableList.Builder<Plan> numbered = ImmutableList.builder();
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            String[] buckets = plan.evalCase().buckets().toArray(new String[0]);
            numbered.add(new Plan(Sets.evalCase("case-" + i, "right", buckets), plan.answer()));
        }
        return numbered.build();
    }
}
