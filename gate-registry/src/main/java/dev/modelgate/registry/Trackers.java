package dev.modelgate.registry;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.RunTracker;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.artifact.mlflow.MlflowRunTracker;
import dev.modelgate.registry.artifact.mlflow.MlflowServer;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.tracking.TagDebt;
import dev.modelgate.registry.tracking.TrackedTags;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The tracker whose runs are told of promotions, where {@code wiring.tracker} names one. */
public final class Trackers {

    private static final String MLFLOW = "mlflow";

    private final Wiring wiring;
    private final Map<String, String> environment;
    private final Consumer<String> notices;

    /**
     * @param environment for the tracker's address and login
     * @param notices told what could not be done yet; for standard error, and printed as a line
     */
    public Trackers(Wiring wiring, Map<String, String> environment, Consumer<String> notices) {
        this.wiring = wiring;
        this.environment = environment;
        this.notices = notice -> notices.accept(Printable.line(notice));
    }

    /**
     * What tells it; empty where none is wired.
     *
     * @throws CannotJudgeException where the wiring names one that is not known, or its address is missing
     */
    public Optional<TrackedTags> wired() {
        return wiring.tracker().map(this::tracked);
    }

    private TrackedTags tracked(String name) {
        if (!name.equals(MLFLOW)) {
            throw new CannotJudgeException(
                    "gate.yaml: wiring.tracker is '%s', but 'mlflow' is the one that is known; correct it"
                            .formatted(Printable.line(name)));
        }
        return new TrackedTags(mlflow(environment), Waiting.REAL, notices);
    }

    /**
     * The MLflow server that an environment names. To be closed.
     *
     * @throws CannotJudgeException where it names none
     */
    public static RunTracker mlflow(Map<String, String> environment) {
        return new MlflowRunTracker(
                MlflowServer.of(environment), new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL));
    }

    /**
     * Takes back what a promotion that was cut short told it. Never fails: a rollback is made whatever the tracker
     * does, and what cannot be done now stays for the next command.
     */
    public void settle(Registry registry) throws IOException {
        if (!registry.read(TagDebt::isOwed)) {
            return;
        }
        try {
            wired().ifPresent(tracked -> tracked.settle(registry));
        } catch (CannotJudgeException e) {
            notices.accept(String.valueOf(e.getMessage()));
        }
    }
}
