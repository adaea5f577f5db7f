package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.eval.report.ReportReader;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Map;

/** {@code gate try}: the main job on a real model, in a scratch directory, every command shown. */
final class TryCommand implements GateCommand {

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Evaluates, passes, refuses, promotes and rolls back real models in a scratch directory.", "gate try");
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        String home = System.getProperty("gate.home");
        if (home == null) {
            throw new CannotJudgeException(
                    "the checkout of the project is not known, but its example models are needed; start with ./gate try");
        }
        Scratch scratch = Scratch.create(Path.of(home));
        Invocation inside = new Invocation(
                scratch.directory(),
                Map.of(), // nobody's registry but the scratch one is touched
                invocation.in(),
                invocation.out(),
                invocation.err(),
                invocation.clock(),
                false);
        new Walk(new Tour(inside, invocation.out()), scratch).run();
        return ExitStatus.DONE;
    }

    /** The steps, in order. */
    private record Walk(Tour tour, Scratch scratch) {

        void run() throws IOException {
            tour.say("A grammar tutor is in service; its accuracy, bucket by bucket, is committed as a baseline.");
            tour.say("$ cd " + scratch.directory());
            clean();
            degraded();
            retrained();
            back();
            tour.say("""

                    Everything above is yours to repeat in %s
                    Read next: README.md, docs/concepts.md; 'gate --help' lists the commands.""".formatted(scratch.directory()));
        }

        private void clean() {
            tour.chapter("1. The tutor, evaluated on 1,200 cases: it holds, and is promoted as v0.3.1");
            eval("clean");
            compare(ExitStatus.DONE, "clean");
            promote("clean", "v0.3.1");
        }

        private void degraded() throws IOException {
            tour.chapter("2. A candidate that got worse at one verb tense: the aggregate hides it, the gate does not");
            eval("degraded");
            String before = scratch.registryDigest();
            compare(ExitStatus.REFUSED, "degraded");
            sayWhatTheAggregateHides();
            tour.run(
                    ExitStatus.REFUSED,
                    "promote",
                    "--canonical-sha",
                    sha("degraded"),
                    "--semver",
                    "v0.3.2",
                    "--verdict",
                    "degraded.verdict.json");
            requireUntouched(before);
        }

        private void sayWhatTheAggregateHides() {
            Fraction before = aggregate("eval_baseline.json");
            Fraction after = aggregate("degraded.json");
            tour.say("  The aggregate alone went from %s to %s, well within two points."
                    .formatted(before.rounded(4, RoundingMode.HALF_EVEN), after.rounded(4, RoundingMode.HALF_EVEN)));
        }

        private Fraction aggregate(String report) {
            return ReportReader.read(scratch.directory().resolve(report))
                    .report()
                    .bucket(Bucket.AGGREGATE)
                    .orElseThrow()
                    .accuracy();
        }

        private void requireUntouched(String before) throws IOException {
            String after = scratch.registryDigest();
            if (!after.equals(before)) {
                throw new CannotJudgeException("the refusal changed the registry, but it must not; report this");
            }
            tour.say("  registry before " + before);
            tour.say("  registry after  " + after);
        }

        private void retrained() {
            tour.chapter("3. Another training run with other weights: it holds, and is promoted as v0.3.2");
            eval("retrain");
            compare(ExitStatus.DONE, "retrain");
            promote("retrain", "v0.3.2");
        }

        private void back() {
            tour.chapter("4. Learners complain: one command takes the release back");
            tour.run(ExitStatus.DONE, "rollback");
            tour.run(ExitStatus.DONE, "registry", "list");
            tour.run(ExitStatus.DONE, "registry", "history");
            tour.run(ExitStatus.DONE, "registry", "verify");
        }

        private void eval(String model) {
            tour.run(
                    ExitStatus.DONE,
                    "eval",
                    "--bundle",
                    "models/" + model,
                    "--eval-set",
                    "phase-20.jsonl",
                    "--baseline",
                    "eval_baseline.json",
                    "--output",
                    model + ".json");
        }

        private void compare(ExitStatus expected, String model) {
            tour.run(
                    expected,
                    "compare",
                    "--candidate",
                    model + ".json",
                    "--baseline",
                    "eval_baseline.json",
                    "--verdict-out",
                    model + ".verdict.json");
        }

        private void promote(String model, String version) {
            tour.run(ExitStatus.DONE, "register", "models/" + model);
            tour.run(
                    ExitStatus.DONE,
                    "promote",
                    "--canonical-sha",
                    sha(model),
                    "--semver",
                    version,
                    "--verdict",
                    model + ".verdict.json");
        }

        private String sha(String model) {
            return tour.run(ExitStatus.DONE, "sha", "models/" + model).strip();
        }
    }
}
