package dev.modelgate.registry.evaluate;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.suite.Suite;
import dev.modelgate.eval.suite.SuiteRun;
import dev.modelgate.registry.bundle.PrivateCopy;
import dev.modelgate.registry.bundle.ReadProgress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs suites on a model: on one private copy for all of them, whose hash their reports name. The model that serves
 * today is measured from a copy as well.
 */
public final class BundleSuites {

    private final Request request;
    private final Clock clock;

    private BundleSuites(Request request, Clock clock) {
        this.request = request;
        this.clock = clock;
    }

    /**
     * What to run.
     *
     * @param project the directory of {@code gate.yaml}
     * @param parent canonical SHA of the model that the bundle was made from
     * @param previous the bundle that serves today, for latency
     * @param environment where secrets stand
     * @param output directory for the reports, each as {@code NAME.json}
     */
    public record Request(
            Path project,
            Wiring wiring,
            Path bundle,
            Optional<CanonicalSha> parent,
            Optional<Path> previous,
            Map<String, String> environment,
            Path output) {

        /** The record's own words would print the environment. */
        @Override
        public String toString() {
            return "Request[%s]".formatted(bundle);
        }
    }

    /**
     * Runs them one by one.
     *
     * @throws CannotJudgeException where one cannot be run
     * @throws InterruptedException when cancelled
     */
    public static ImmutableList<SuiteRun.Result> run(Request request, List<Suite> suites, Clock clock)
            throws InterruptedException {
        return new BundleSuites(request, clock).run(suites);
    }

    private ImmutableList<SuiteRun.Result> run(List<Suite> suites) throws InterruptedException {
        try (PrivateCopy copy = PrivateCopy.of(request.bundle(), request.parent(), ReadProgress.NONE)) {
            String sha = copy.document().sha().hex();
            return copy.use(bundle -> besidePrevious(suites, bundle, sha));
        }
    }

    private ImmutableList<SuiteRun.Result> besidePrevious(List<Suite> suites, Path bundle, String sha)
            throws InterruptedException {
        if (request.previous().isEmpty()) {
            return run(suites, setting(bundle, sha, Optional.empty()));
        }
        try (PrivateCopy copy = PrivateCopy.of(request.previous().get(), Optional.empty(), ReadProgress.NONE)) {
            return copy.use(previous -> run(suites, setting(bundle, sha, Optional.of(previous))));
        }
    }

    private SuiteRun.Setting setting(Path bundle, String sha, Optional<Path> previous) {
        return new SuiteRun.Setting(
                request.project(), request.wiring(), bundle, sha, previous, request.environment(), clock);
    }

    private ImmutableList<SuiteRun.Result> run(List<Suite> suites, SuiteRun.Setting setting)
            throws InterruptedException {
        ImmutableList.Builder<SuiteRun.Result> results = ImmutableList.builder();
        for (Suite suite : suites) {
            results.add(SuiteRun.run(setting, suite, request.output().resolve(suite.name() + ".json")));
        }
        return results.build();
    }
}
