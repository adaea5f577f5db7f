package dev.modelgate.registry.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.RollbackTarget.Back;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.artifact.LiveBytes.Place;
import dev.modelgate.registry.audit.BytesAudit;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.gitstore.GitAddress;
import dev.modelgate.registry.gitstore.GitRegistryStore;
import dev.modelgate.registry.postgres.PostgresAddress;
import dev.modelgate.registry.postgres.PostgresRegistryStore;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.RealPostgres;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes live, and back, whatever the registry is kept in: once for each time it is asked, and only whole bytes. */
class ReleaseOnEveryStoreTest {

    @Nested
    class OnFiles extends Contract {
        @Override
        RegistryStore open() {
            return new FileRegistryStore(folder.resolve("registry"), notice -> {});
        }
    }

    @Nested
    class OnGit extends Contract {
        @Override
        RegistryStore open() throws Exception {
            Path remote = folder.resolve("remote.git");
            Git.init().setBare(true).setDirectory(remote.toFile()).call().close();
            return new GitRegistryStore(
                    GitAddress.of("git+file://" + remote + "#models"),
                    Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()),
                    notice -> {});
        }
    }

    @Nested
    @Tag("real")
    class OnPostgres extends Contract {
        private static RealPostgres server;

        @BeforeAll
        static void start() throws IOException {
            server = RealPostgres.start();
        }

        @Override
        RegistryStore open() {
            return new PostgresRegistryStore(PostgresAddress.of(server.freshUri()), server.credentials());
        }

        @AfterAll
        static void stop() throws IOException {
            server.close();
        }
    }

    /** Three releases, and what may become of them. */
    abstract static class Contract {

        @TempDir
        Path folder;

        ProjectFolder project;
        TestRegistry registry;

        abstract RegistryStore open() throws Exception;

        @BeforeEach
        void three_releases() throws Exception {
            project = ProjectFolder.create(folder.resolve("project"));
            registry = new TestRegistry(open(), project);
            registry.release("a", "0.1.0");
            registry.release("b", "0.2.0");
            registry.release("c", "0.3.0");
        }

        @AfterEach
        void the_registry_is_whole() throws IOException {
            assertThat(new RegistryVerifier(registry.registry)
                            .run(Optional.empty())
                            .findings())
                    .isEmpty();
            registry.registry.close();
        }

        @Test
        void two_rollbacks_at_once_go_back_once() throws IOException {
            AtomicBoolean asked = new AtomicBoolean();
            LiveBytes whileAnotherRollsBack = looking(sha -> {
                if (!asked.getAndSet(true)) {
                    assertThat(registry.rollback(Back.PREVIOUS)).isInstanceOf(Rollback.RolledBack.class);
                }
                return registry.artifacts().fetch(sha);
            });

            Rollback.Result second = rollback(whileAnotherRollsBack);

            assertThat(second).isInstanceOf(Rollback.AlreadyLive.class);
            assertLive("v0.2.0");
        }

        @Test
        void a_rollback_repeated_with_what_it_is_from_says_that_it_is_done_and_writes_nothing() throws IOException {
            rollbackFrom("0.3.0");
            Head head = head();

            assertThat(rollbackFrom("0.3.0")).isInstanceOf(Rollback.AlreadyLive.class);
            assertThat(rollbackFrom(project.sha("c").hex())).isInstanceOf(Rollback.AlreadyLive.class);

            assertLive("v0.2.0");
            assertThat(head()).isEqualTo(head);
        }

        @Test
        void a_rollback_from_what_is_not_live_is_refused_and_writes_nothing() throws IOException {
            registry.rollback(new Back(2));
            Head head = head();

            assertRefused(rollbackFrom("0.3.0"), ReasonCode.REGISTRY_MOVED, "but v0.1.0");
            assertRefused(rollbackFrom("0.9.0"), ReasonCode.REGISTRY_MOVED, "from version v0.9.0");
            assertRefused(
                    registry.rollback(RollbackTargets.parse("0.2.0"), Optional.of(RollbackTargets.parse("0.3.0"))),
                    ReasonCode.REGISTRY_MOVED,
                    "but v0.1.0");
            assertThat(head()).isEqualTo(head);
        }

        @Test
        void a_release_whose_bytes_are_gone_is_not_rolled_back_to_and_the_next_whole_one_is_named() throws IOException {
            delete("b");
            Head head = head();

            assertRefused(registry.rollback(Back.PREVIOUS), ReasonCode.BYTES_MISSING, "that is whole is v0.1.0");
            delete("a");
            assertRefused(
                    registry.rollback(Back.PREVIOUS), ReasonCode.BYTES_MISSING, "no older release was found whole");

            assertThat(head()).isEqualTo(head);
            assertLive("v0.3.0");
        }

        @Test
        void a_release_with_one_flipped_byte_is_not_rolled_back_to_by_name_either() throws IOException {
            flip("b");

            assertRefused(
                    registry.rollback(RollbackTargets.parse("0.2.0")), ReasonCode.BYTES_DAMAGED, "is whole is v0.1.0");
            assertThat(registry.rollback(RollbackTargets.parse("0.1.0"))).isInstanceOf(Rollback.RolledBack.class);
        }

        @Test
        void a_model_whose_bytes_are_gone_or_damaged_is_not_promoted() throws IOException {
            registry.register("d");
            Path verdict = project.judged("d", Optional.of(project.sha("c")), 97);
            Head head = head();

            flip("d");
            assertPromotionRefused(verdict, ReasonCode.BYTES_DAMAGED);
            delete("d");
            assertPromotionRefused(verdict, ReasonCode.BYTES_MISSING);

            assertThat(head()).isEqualTo(head);
            registry.register("d");
            assertThat(registry.promote("d", "0.4.0", verdict)).isInstanceOf(Promotion.Promoted.class);
        }

        @Test
        void a_copy_at_hand_serves_when_a_store_that_is_asked_first_does_not_answer() throws IOException {
            Place down = new Place("mlflow:run", sha -> {
                throw new IOException("no answer");
            });
            LiveBytes hidden = new LiveBytes(
                    Optional.empty(),
                    ImmutableList.of(down),
                    entry -> ImmutableList.of(
                            new Place("at hand", sha -> registry.artifacts().fetch(sha))));

            assertThat(rollback(hidden)).isInstanceOf(Rollback.RolledBack.class);
        }

        @Test
        void nothing_is_judged_when_the_one_store_does_not_answer() throws IOException {
            Head head = head();

            assertThatThrownBy(() -> rollback(looking(sha -> {
                        throw new IOException("no answer");
                    })))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessageContaining("not every store could be asked (artifacts: no answer)");
            assertThat(head()).isEqualTo(head);
        }

        @Test
        void a_version_that_was_rolled_back_is_not_promoted_again_and_one_that_is_live_stays_done() throws IOException {
            registry.rollback(Back.PREVIOUS);
            Head head = head();

            assertThat(again("c", "0.3.0")).isInstanceOfSatisfying(Promotion.Refused.class, refused -> {
                assertThat(refused.reasons()).singleElement().satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo(ReasonCode.ROLLED_BACK);
                    assertThat(reason.message())
                            .contains("version v0.3.0 was rolled back and v0.2.0")
                            .contains("under a new version");
                });
            });
            assertThat(again("b", "0.2.0")).isInstanceOf(Promotion.AlreadyPromoted.class);
            assertThat(again("a", "0.1.0")).isInstanceOf(Promotion.AlreadyPromoted.class);
            assertThat(head()).isEqualTo(head);

            registry.rollback(RollbackTargets.parse("0.3.0"));
            assertThat(again("c", "0.3.0")).isInstanceOf(Promotion.AlreadyPromoted.class);
        }

        @Test
        void verify_hashes_what_is_live_and_the_way_back_and_deep_every_model() throws IOException {
            registry.register("d");
            flip("b");
            delete("d");

            assertThat(audit(false).findings())
                    .singleElement()
                    .asString()
                    .contains("rollback target v0.2.0", "BYTES_DAMAGED");
            assertThat(audit(true).findings())
                    .extracting(Object::toString)
                    .satisfiesExactly(
                            damaged -> assertThat(damaged).contains("v0.2.0"),
                            missing -> assertThat(missing).contains("model " + project.sha("d"), "BYTES_MISSING"));
            flip("b");
            assertThat(audit(false)).isEqualTo(new BytesAudit.Report(3, ImmutableList.of(), ImmutableList.of()));
        }

        private BytesAudit.Report audit(boolean deep) throws IOException {
            return new BytesAudit(registry.registry, registry.bytes()).run(deep);
        }

        private Promotion.Result again(String model, String version) throws IOException {
            return registry.promote(model, version, project.file(model + "_verdict.json"));
        }

        private LiveBytes looking(LiveBytes.Lookup lookup) {
            return new LiveBytes(
                    Optional.empty(), ImmutableList.of(new Place("artifacts", lookup)), entry -> ImmutableList.of());
        }

        private Rollback.Result rollback(LiveBytes bytes) throws IOException {
            return new Rollback(registry.registry, bytes, TestRegistry.CLOCK)
                    .run(new Rollback.Request(Back.PREVIOUS, Optional.empty(), Optional.empty()));
        }

        private Rollback.Result rollbackFrom(String from) throws IOException {
            return registry.rollback(Back.PREVIOUS, Optional.of(RollbackTargets.parse(from)));
        }

        private void assertPromotionRefused(Path verdict, ReasonCode code) throws IOException {
            assertThat(registry.promote("d", "0.4.0", verdict))
                    .isInstanceOfSatisfying(
                            Promotion.Refused.class,
                            refused -> assertThat(refused.reasons())
                                    .extracting(Reason::code)
                                    .containsExactly(code));
        }

        private static void assertRefused(Rollback.Result result, ReasonCode code, String message) {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Rollback.Refused.class,
                            refused -> assertThat(refused.reasons())
                                    .singleElement()
                                    .satisfies(reason -> {
                                        assertThat(reason.code()).isEqualTo(code);
                                        assertThat(reason.message()).contains(message);
                                    }));
        }

        private void assertLive(String semver) throws IOException {
            assertThat(registry.live().orElseThrow().semver()).hasToString(semver);
        }

        private Head head() throws IOException {
            return registry.registry.read(RegistryView::tip);
        }

        private Path stored(String model) throws IOException {
            return registry.artifacts().fetch(project.sha(model)).orElseThrow();
        }

        private void delete(String model) throws IOException {
            MoreFiles.deleteRecursively(stored(model).getParent(), RecursiveDeleteOption.ALLOW_INSECURE);
        }

        private void flip(String model) throws IOException {
            Path file = stored(model).resolve("model.onnx");
            byte[] bytes = Files.readAllBytes(file);
            bytes[0] ^= 1;
            Files.write(file, bytes);
        }
    }
}
