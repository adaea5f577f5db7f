package dev.modelgate.registry.register;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.lineage.RunLineage;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.LineageFacts.CodeState;
import dev.modelgate.core.release.LineageFacts.Origin;
import dev.modelgate.registry.artifact.FetchedBundle;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lineage of a model that was fetched, from what its tracker tells. What a run says of itself comes first, what
 * its parents say next; what none of them says stays unknown. A fact may stand in a parameter or in a tag.
 */
public final class TrackedFacts {

    private static final ImmutableList<String> CORPUS = ImmutableList.of("corpus_dvc_hash", "dvc.corpus");
    private static final ImmutableList<String> EVAL_SET = ImmutableList.of("eval_set_sha256", "eval_set_hash");
    private static final ImmutableList<String> SEED = ImmutableList.of("seed", "random_seed", "random_state");
    private static final ImmutableList<String> IMAGE = ImmutableList.of("image_digest", "mlflow.docker.image.id");
    private static final ImmutableList<String> DIRTY =
            ImmutableList.of("mlflow.source.git.dirty", "mlflow.git.dirty", "git_dirty");

    private TrackedFacts() {}

    /**
     * What is known of a fetched bundle.
     *
     * @param registeredBy who registers it
     * @param runUrl the CI run that registers it
     */
    public static LineageFacts of(FetchedBundle fetched, Optional<String> registeredBy, Optional<String> runUrl) {
        Optional<RunLineage> lineage = fetched.lineage();
        return new LineageFacts(
                lineage.flatMap(runs -> fact(runs, CORPUS)),
                lineage.flatMap(runs -> fact(runs, EVAL_SET)),
                lineage.flatMap(TrackedFacts::code),
                lineage.map(TrackedFacts::hyperparameters).orElse(JsonObject.of(ImmutableMap.of())),
                lineage.flatMap(runs -> fact(runs.run(), SEED)),
                PinnedRequirements.in(fetched.directory()),
                lineage.flatMap(runs -> fact(runs, IMAGE)),
                origin(fetched.source(), lineage),
                registeredBy,
                runUrl);
    }

    private static Origin origin(String source, Optional<RunLineage> lineage) {
        return new Origin(
                Optional.of(source),
                lineage.map(TrackedFacts::known).orElse(ImmutableList.of()),
                lineage.flatMap(RunLineage::missing),
                lineage.map(RunLineage::datasets).orElse(ImmutableList.of()));
    }

    private static ImmutableList<String> known(RunLineage lineage) {
        return lineage.runs().stream().map(TrackedRun::id).collect(ImmutableList.toImmutableList());
    }

    private static JsonObject hyperparameters(RunLineage lineage) {
        JsonBuilder builder = JsonBuilder.object();
        lineage.params().forEach(builder::put);
        return builder.build();
    }

    /** The commit, and what the same run says of the work tree: another's word about its own tree says nothing here. */
    private static Optional<CodeState> code(RunLineage lineage) {
        return lineage.runs().stream()
                .flatMap(run -> run.codeCommit().stream()
                        .map(commit -> new CodeState(commit, fact(run, DIRTY).flatMap(TrackedFacts::truth))))
                .findFirst();
    }

    private static Optional<Boolean> truth(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<String> fact(RunLineage lineage, ImmutableList<String> names) {
        return lineage.runs().stream().flatMap(run -> fact(run, names).stream()).findFirst();
    }

    private static Optional<String> fact(TrackedRun run, ImmutableList<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of(Optional.ofNullable(run.params().get(name)), run.tag(name)))
                .flatMap(Optional::stream)
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
