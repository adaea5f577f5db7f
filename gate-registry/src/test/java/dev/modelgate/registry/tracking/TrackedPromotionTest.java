package dev.modelgate.registry.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.port.RunSearch;
import dev.modelgate.core.port.RunTracker;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.artifact.mlflow.MlflowRunTracker;
import dev.modelgate.registry.artifact.mlflow.MlflowStandIn;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.http.Answer;
import dev.modelgate.registry.http.Patience;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.testing.CrashingStore;
import dev.modelgate.registry.testing.CrashingStore.Failure;
import dev.modelgate.registry.testing.FolderContent;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A promotion across two systems happens in both or in neither, whatever fails. */
class TrackedPromotionTest {

    private static final Map<String, String> OLD_TAGS = Map.of("team", "ml", "gate.version", "v0.1.0");

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private MlflowStandIn mlflow;
    private ProjectFolder project;
    private Path verdict;

    @BeforeEach
    void a_release_and_a_model_that_a_run_made() throws IOException {
        mlflow = new MlflowStandIn();
        mlflow.tags().putAll(OLD_TAGS);
        project = ProjectFolder.create(folder.resolve("project"));
        TestRegistry registry = registry();
        assertThat(registry.release("clean", "v0.3.1")).isInstanceOf(Promotion.Promoted.class);
        registry.registerFromRun("retrain", MlflowStandIn.RUN);
        verdict = project.judged("retrain", Optional.of(project.sha("clean")), 97);
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    @Test
    void tells_the_run_in_one_request_and_does_nothing_the_second_time() throws IOException {
        assertThat(promote(registry())).isInstanceOf(Promotion.Promoted.class);
        Map<String, String> files = content();

        assertThat(promote(registry())).isInstanceOf(Promotion.AlreadyPromoted.class);

        assertThat(mlflow.tags())
                .containsEntry("gate.version", "v0.3.2")
                .containsEntry("gate.model_sha256", project.sha("retrain").hex())
                .containsEntry("gate.verdict_sha256", ProjectFolder.sha256(verdict))
                .containsEntry("gate.event", "5")
                .containsEntry("team", "ml");
        assertThat(changes()).containsExactly("POST /api/2.0/mlflow/runs/log-batch");
        assertThat(content()).isEqualTo(files);
        assertThat(files).doesNotContainKey("tracker-debt.json");
    }

    @Test
    void asks_no_tracker_about_a_model_that_no_run_made() throws IOException {
        registry().register("local");
        Path judged = project.judged("local", Optional.of(project.sha("clean")), 97);
        mlflow.close();

        assertThat(registry().promote("local", "v0.3.2", judged, tracked())).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void changes_nothing_when_the_tracker_is_down() throws IOException {
        Map<String, String> before = content();
        mlflow.close();

        assertThatThrownBy(() -> promote(registry()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("found no connection");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void takes_everything_back_when_the_tracker_keeps_failing_and_says_why() throws IOException {
        Map<String, String> before = content();
        failAtTagging(Integer.MAX_VALUE);

        assertThatThrownBy(() -> promote(registry())).hasMessageContaining("answered 500");

        assertThat(content()).isEqualTo(before);
        assertThat(mlflow.tags()).isEqualTo(OLD_TAGS);
        assertThat(changes().stream().filter(each -> each.endsWith("log-batch")))
                .hasSize(3);
    }

    @Test
    void promotes_at_a_later_try_when_the_tracker_fails_for_a_while() throws IOException {
        failAtTagging(2);

        assertThat(promote(registry())).isInstanceOf(Promotion.Promoted.class);
        assertThat(mlflow.tags()).containsEntry("gate.version", "v0.3.2");
    }

    @Test
    void takes_everything_back_when_the_tracker_cut_a_tag_without_a_word() throws IOException {
        Map<String, String> before = content();
        mlflow.fail(request -> {
            if (request.contains("log-batch")) {
                mlflow.tags().put("gate.version", "v0");
                mlflow.tags().put("gate.event", "5");
                return Optional.of(Answer.json(200, "{}"));
            }
            return Optional.empty();
        });

        assertThatThrownBy(() -> promote(registry())).hasMessageContaining("reads back as");

        assertThat(content()).isEqualTo(before);
        assertThat(mlflow.tags()).isEqualTo(OLD_TAGS);
    }

    @Test
    void takes_everything_back_when_the_run_was_deleted() throws IOException {
        Map<String, String> before = content();
        mlflow.deleteRun();

        assertThatThrownBy(() -> promote(registry())).hasMessageContaining("is deleted");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void takes_the_tags_back_when_the_disk_is_full_at_any_change() throws IOException {
        Map<String, String> before = content();
        int failed = 0;
        for (int change = 1; change <= 8; change++) {
            CrashingStore full = new CrashingStore(store(), Failure.IO_ERROR_BEFORE, change);

            assertThatThrownBy(() -> promote(new TestRegistry(full, project)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left on device");
            assertThat(content()).as("failed at change %d", change).isEqualTo(before);
            assertThat(mlflow.tags()).as("failed at change %d", change).isEqualTo(OLD_TAGS);
            failed++;
        }
        assertThat(failed).isEqualTo(8);
        assertThat(promote(registry())).isInstanceOf(Promotion.Promoted.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"DIES_BEFORE", "DIES_AFTER"})
    void a_death_at_any_change_is_finished_or_undone_by_the_next_command(Failure failure) throws IOException {
        Map<String, String> before = content();
        int deaths = 0;
        for (int change = 1; ; change++) {
            CrashingStore crashing = new CrashingStore(store(), failure, change);
            if (!dies(new TestRegistry(crashing, project))) {
                break;
            }
            deaths++;
            assertBothOrNeither(before);
            reset();
        }
        assertThat(deaths).isEqualTo(12);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void a_death_while_the_tracker_is_told_is_undone_by_the_next_command(Moment moment) throws IOException {
        Map<String, String> before = content();
        TrackedTags dying = new TrackedTags(new DyingTracker(tracker(), moment), new Patience(), notices::add);

        assertThatThrownBy(() -> registry().promote("retrain", "v0.3.2", verdict, dying))
                .isInstanceOf(Death.class);

        assertBothOrNeither(before);
    }

    @Test
    void a_rollback_needs_no_tracker_and_the_debt_is_paid_when_the_tracker_is_back() throws IOException {
        promote(registry());
        mlflow.tags().putAll(OLD_TAGS);
        registry().registerFromRun("third", MlflowStandIn.RUN);
        verdict = project.judged("third", Optional.of(project.sha("retrain")), 97);
        Map<String, String> told = new TreeMap<>(mlflow.tags());
        mlflow.fail(new DownFromTaggingOn());
        assertThatThrownBy(() -> registry().promote("third", "v0.3.3", verdict, tracked()))
                .isInstanceOf(CannotJudgeException.class);
        assertThat(notices).anyMatch(notice -> notice.contains("could not be taken back"));
        assertThat(new RegistryVerifier(registry().registry)
                        .run(Optional.empty())
                        .notes())
                .anyMatch(note -> note.contains("tracker"));

        assertThat(registry().rollback(RollbackTarget.Back.PREVIOUS)).isInstanceOf(Rollback.RolledBack.class);
        mlflow.fail(request -> Optional.empty());
        tracked().settle(registry().registry);

        assertThat(mlflow.tags()).isEqualTo(told);
        assertThat(content()).doesNotContainKey("tracker-debt.json");
    }

    /** Sets the tags, and answers nothing useful from then on. */
    private final class DownFromTaggingOn implements MlflowStandIn.Fault {
        private boolean down;

        @Override
        public Optional<Answer> instead(String request) {
            if (request.contains("log-batch")) {
                down = true;
                mlflow.tags().put("gate.version", "v0.3.3");
            }
            return down ? Optional.of(Answer.json(503, "{}")) : Optional.empty();
        }
    }

    private enum Moment {
        BEFORE,
        AFTER
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A tracker whose user dies around its first tags. */
    private record DyingTracker(RunTracker inner, Moment moment) implements RunTracker {
        @Override
        public void setTags(String id, Map<String, String> tags) {
            if (moment == Moment.AFTER) {
                inner.setTags(id, tags);
            }
            throw new Death();
        }

        @Override
        public Optional<TrackedRun> run(String id) {
            return inner.run(id);
        }

        @Override
        public ImmutableList<TrackedRun> search(RunSearch search) {
            return inner.search(search);
        }

        @Override
        public void deleteTags(String id, Set<String> keys) {
            inner.deleteTags(id, keys);
        }

        @Override
        public String uri() {
            return inner.uri();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private void failAtTagging(int times) {
        AtomicInteger left = new AtomicInteger(times);
        mlflow.fail(request -> {
            if (request.contains("log-batch") && left.getAndDecrement() > 0) {
                return Optional.of(Answer.of(500, "text/plain", "Internal Server Error"));
            }
            return Optional.empty();
        });
    }

    private boolean dies(TestRegistry registry) throws IOException {
        try {
            promote(registry);
            return false;
        } catch (CrashingStore.Crash e) {
            return true;
        }
    }

    /** Another machine comes, with nothing but the registry and the tracker. */
    private void assertBothOrNeither(Map<String, String> before) throws IOException {
        TestRegistry next = registry();
        tracked().settle(next.registry);
        next.registry.write(editor -> true);

        boolean happened = next.live().orElseThrow().semver().text().equals("v0.3.2");
        assertThat(mlflow.tags().get("gate.version")).isEqualTo(happened ? "v0.3.2" : "v0.1.0");
        assertThat(mlflow.tags().containsKey("gate.event")).isEqualTo(happened);
        assertThat(new RegistryVerifier(next.registry).run(Optional.empty()).findings())
                .isEmpty();
        if (happened) {
            assertThat(content()).doesNotContainKeys("tracker-debt.json", "intent.json");
        } else {
            assertThat(content()).isEqualTo(before);
        }
        assertThat(promote(next)).isInstanceOfAny(Promotion.Promoted.class, Promotion.AlreadyPromoted.class);
        assertThat(mlflow.tags()).containsEntry("gate.version", "v0.3.2");
    }

    /** The registry as it was before the promotion. */
    private void reset() throws IOException {
        MoreFiles.deleteRecursively(root(), RecursiveDeleteOption.ALLOW_INSECURE);
        mlflow.tags().clear();
        mlflow.tags().putAll(OLD_TAGS);
        TestRegistry registry = registry();
        registry.release("clean", "v0.3.1");
        registry.registerFromRun("retrain", MlflowStandIn.RUN);
    }

    private Promotion.Result promote(TestRegistry registry) throws IOException {
        return registry.promote("retrain", "v0.3.2", verdict, tracked());
    }

    private TrackedTags tracked() {
        return new TrackedTags(tracker(), new Patience(), notices::add);
    }

    private MlflowRunTracker tracker() {
        return new MlflowRunTracker(mlflow.address(), Patience.patientTransport());
    }

    private TestRegistry registry() {
        return new TestRegistry(store(), project);
    }

    private FileRegistryStore store() {
        return new FileRegistryStore(root(), notice -> {});
    }

    private Path root() {
        return folder.resolve("registry");
    }

    private List<String> changes() {
        return mlflow.requests().stream()
                .filter(each -> each.startsWith("POST"))
                .toList();
    }

    private Map<String, String> content() throws IOException {
        return FolderContent.of(root());
    }
}
