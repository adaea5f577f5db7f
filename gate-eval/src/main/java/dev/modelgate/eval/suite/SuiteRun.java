package dev.modelgate.eval.suite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.candidate.CandidateUser;
import dev.modelgate.eval.codec.CodecJar;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.dvc.EvalSetSource;
import dev.modelgate.eval.evalset.DerivedBuckets;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.http.HttpWiring;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.run.Evaluated;
import dev.modelgate.eval.run.Evaluation;
import dev.modelgate.eval.run.Prices;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.run.RunSettings;
import dev.modelgate.eval.runtime.RuntimeChoice;
import dev.modelgate.eval.runtime.WiredRuntime;
import dev.modelgate.eval.score.Scorer;
import dev.modelgate.eval.score.Scorers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs one suite on a model and writes its report. */
public final class SuiteRun {

    private final Setting setting;
    private final Suite suite;
    private final Path output;
    private final Optional<CandidateUser> user;

    private SuiteRun(Setting setting, Suite suite, Path output) {
        this.setting = setting;
        this.suite = suite;
        this.output = output;
        this.user = CandidateUser.in(setting.environment());
    }

    /**
     * What the suites of one call share.
     *
     * @param project the directory of {@code gate.yaml}
     * @param sha of the bundle, in hex
     * @param previous the bundle that serves today, for latency
     * @param environment where secrets stand
     */
    public record Setting(
            Path project,
            Wiring wiring,
            Path bundle,
            String sha,
            Optional<Path> previous,
            Map<String, String> environment,
            Clock clock) {

        /** The record's own words would print the environment. */
        @Override
        public String toString() {
            return "Setting[%s]".formatted(bundle);
        }
    }

    /**
     * How a suite ended.
     *
     * @param found the share of cases that held
     * @param holds whether that is as much as the wiring asks for; true where it asks for nothing
     */
    public record Result(Suite suite, Fraction found, long n, boolean holds, Path report) {}

    /**
     * Runs it.
     *
     * @throws CannotJudgeException where it cannot be run or a case gets no answer; no report is there then
     */
    public static Result run(Setting setting, Suite suite, Path output) throws InterruptedException {
        return new SuiteRun(setting, suite, output).run();
    }

    private Result run() throws InterruptedException {
        return switch (suite.kind()) {
            case "files" ->
                result(evaluate(
                        MadeSets.files(suite.requiredTexts("files")),
                        LocalRuntime.digests(setting.project()),
                        scorer("exact")));
            case "round-trip" -> roundTrip();
            case "smoke" -> smoke();
            case "latency" -> latency();
            default -> result(served(this::exam));
        };
    }

    private Result roundTrip() throws InterruptedException {
        EvalSet lines = MadeSets.lines(path("corpus"));
        try (CodecJar jar = WiredRuntime.codecJar(setting.project(), setting.wiring())) {
            var codec = WiredRuntime.codec(jar, setting.project(), setting.wiring());
            var session = codec.open(JsonReader.read(setting.bundle().resolve("config.json")));
            return result(evaluate(lines, LocalRuntime.roundTrip(codec.name(), session), scorer("exact")));
        }
    }

    private Result smoke() throws InterruptedException {
        JsonObject request = suite.section()
                .object("request")
                .orElseThrow(() -> suite.section().wrong("request", "nothing", "the object that is posted"));
        JsonValue schema = suite.section()
                .value("schema")
                .orElseThrow(() -> suite.section().wrong("schema", "nothing", "the JSON schema of a good answer"));
        EvalSet one = MadeSets.request(PrettyJson.line(request), schema);
        return result(served(runtime -> evaluate(one, runtime, scorer("json-schema"))));
    }

    private Evaluated exam(ModelRuntime runtime) throws InterruptedException {
        EvalSet evalSet = evalSet();
        Optional<Section> chosen = suite.section()
                .value("scorer")
                .map(value -> Section.of(value, "name", suite.section().what() + ".scorer"))
                .or(() -> suite.kind().equals("injection")
                        ? Optional.of(named("refusal"))
                        : setting.wiring().scorer());
        try (Scorer scorer = Scorers.of(chosen, evalSet, surroundings())) {
            return evaluate(evalSet, runtime, scorer);
        }
    }

    private Result latency() throws InterruptedException {
        Path before = setting.previous()
                .orElseThrow(() -> new CannotJudgeException(
                        "suite '%s' measures against the model that serves today, but none is named; give --previous"
                                .formatted(suite.name())));
        EvalSet evalSet = evalSet();
        ImmutableList<Request> requests = evalSet.cases().stream()
                .map(evalCase -> new Request(evalCase.id(), evalCase.inputText()))
                .collect(ImmutableList.toImmutableList());
        LatencyRule rule = rule();
        try (WiredRuntime mine = wired(setting.bundle());
                WiredRuntime theirs = wired(before)) {
            Latencies measured = Latencies.measure(mine.runtime(), theirs.runtime(), requests);
            boolean confirmed = false;
            if (!rule.holds(measured)) {
                // A busy machine looks like a slow model; a slow model is slow twice.
                measured = Latencies.measure(mine.runtime(), theirs.runtime(), requests);
                confirmed = true;
            }
            boolean holds = rule.holds(measured);
            Path report = LatencyReport.write(
                    output, setting, suite.name(), evalSet, mine.runtime().name(), rule, measured, holds, confirmed);
            return new Result(suite, holds ? Fraction.ONE : Fraction.ZERO, 1, holds, report);
        }
    }

    private LatencyRule rule() {
        return new LatencyRule(
                suite.section().positive("ratio").map(BigDecimal::doubleValue).orElse(LatencyRule.DEFAULT.ratio()),
                suite.section()
                        .positive("floor_ms")
                        .map(millis -> Duration.ofNanos(millis.movePointRight(6).longValue()))
                        .orElse(LatencyRule.DEFAULT.floor()));
    }

    /** What is done with whatever answers. */
    @FunctionalInterface
    private interface Asking {
        Evaluated of(ModelRuntime runtime) throws InterruptedException;
    }

    /** Asks the suite's own server or endpoint, or what the project wires for the model. */
    private Evaluated served(Asking asking) throws InterruptedException {
        Optional<Section> server = suite.section().section("server");
        if (server.isPresent()) {
            try (StartedServer started = StartedServer.start(server.get(), user, setting.project(), setting.bundle());
                    ModelRuntime runtime = endpoint(Optional.of(started.url(server.get())))) {
                return asking.of(runtime);
            }
        }
        if (suite.section().section("runtime").isPresent()) {
            try (ModelRuntime runtime = endpoint(Optional.empty())) {
                return asking.of(runtime);
            }
        }
        try (WiredRuntime wired = wired(setting.bundle())) {
            return asking.of(wired.runtime());
        }
    }

    private ModelRuntime endpoint(Optional<String> url) {
        return HttpWiring.open(
                suite.required("runtime"), url, OptionalInt.empty(), setting.environment(), setting.clock());
    }

    private WiredRuntime wired(Path bundle) {
        RuntimeChoice choice =
                new RuntimeChoice(Optional.empty(), Optional.empty(), OptionalInt.empty(), setting.environment(), user);
        return WiredRuntime.open(setting.project(), setting.wiring(), Optional.of(bundle), choice, setting.clock());
    }

    private Evaluated evaluate(EvalSet evalSet, ModelRuntime runtime, Scorer scorer) throws InterruptedException {
        RunSettings settings = RunSettings.DEFAULT.ofModel(setting.sha()).ofSuite(suite.name());
        return new Evaluation(
                        evalSet, runtime, scorer, prices().map(settings::priced).orElse(settings), setting.clock())
                .run(output, Progress.SILENT);
    }

    private Optional<Prices> prices() {
        if (!suite.kind().equals("cost")) {
            return Optional.empty();
        }
        Section tokens = suite.section()
                .section("usd_per_million")
                .map(section -> section.knowing("input", "output"))
                .orElse(Section.empty(suite.section().what()));
        return Optional.of(new Prices(
                tokens.positive("input").orElse(BigDecimal.ZERO),
                tokens.positive("output").orElse(BigDecimal.ZERO),
                suite.section().positive("usd_per_hour").orElse(BigDecimal.ZERO)));
    }

    private Result result(Evaluated evaluated) {
        Bucket all = evaluated.buckets().get(0);
        boolean holds = suite.atLeast()
                .map(share -> all.accuracy().compareTo(share) >= 0)
                .orElse(true);
        return new Result(suite, all.accuracy(), all.n().orElse(0), holds, evaluated.report());
    }

    private EvalSet evalSet() {
        EvalSetSource.Source source = EvalSetSource.read(path("eval_set"));
        if (source instanceof EvalSetSource.Ready ready) {
            return DerivedBuckets.of(
                    ready.evalSet(),
                    setting.wiring().derive().map(Section::texts).orElse(ImmutableMap.of()));
        }
        throw new CannotJudgeException(((EvalSetSource.Refused) source).reason().message());
    }

    private Path path(String key) {
        return setting.project().resolve(suite.section().requiredText(key));
    }

    private Scorer scorer(String name) {
        return Scorers.named(named(name), surroundings());
    }

    private static Section named(String name) {
        return Section.of(JsonString.of(name), "name", "the suite");
    }

    private Scorers.Surroundings surroundings() {
        return new Scorers.Surroundings(setting.environment(), setting.clock());
    }
}
