package dev.modelgate.registry.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.artifact.mlflow.MlflowStandIn;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.crash.Scene.Deed;
import dev.modelgate.registry.crash.Victim.Part;
import dev.modelgate.registry.testing.ChildJvm;
import dev.modelgate.registry.testing.FolderContent;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, killed by SIGKILL with commands in flight. A hook in the store stops each at both ends of every
 * journaled write, ten times and more for each write, and at moments behind it. The same command again ends in the new
 * state, with every raw file as if nothing had happened.
 */
@Tag("real")
class KillRealTest {

    private static final int RUNS = 500;
    /** At both ends: ten deaths at each write. */
    private static final int STOPS = 5;

    private static final int IN_ONE_PROCESS = 20;
    private static final Map<String, String> OLD_TAGS = Map.of("gate.version", "v0.1.0");

    @TempDir
    Path folder;

    private final Map<Deed, Integer> changes = new HashMap<>();
    private final Map<Deed, Map<String, String>> after = new HashMap<>();
    private ProjectFolder project;

    /** One command that dies. */
    private record Run(int number, Deed deed, int point, boolean after) {}

    @BeforeEach
    void what_each_deed_starts_from_and_leads_to() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        TestRegistry registry = new TestRegistry(new Scene(project, folder.resolve("seed")).store(), project);
        registry.release("clean", "v0.3.1");
        registry.registerFromRun("retrain", MlflowStandIn.RUN);
        project.judged("refused", project.sha("retrain"), Optional.empty(), 50);
        project.judged("retrain", Optional.of(project.sha("clean")), 97);
        project.bundle("third");
        for (Deed deed : Deed.values()) {
            Scene scene = place("whole-" + deed, deed);
            try (MlflowStandIn tracker = tracker()) {
                scene.act(deed, (change, end) -> changes.put(deed, change), Optional.of(tracker.uri()));
            }
            after.put(deed, FolderContent.of(scene.root()));
        }
    }

    @Test
    void the_same_command_after_each_of_five_hundred_deaths_ends_in_the_new_state() throws Exception {
        List<Run> ends = ends();
        int happened = 0;
        int deaths = 0;
        for (int round = 0; round < STOPS || deaths < RUNS; round++) {
            happened += killAll(ends, Math.max(0, round - STOPS + 1) * 400);
            deaths += ends.size();
        }
        assertThat(deaths).isGreaterThanOrEqualTo(RUNS);
        assertThat(happened).as("commands whose event stood").isBetween(1, deaths - 1);
    }

    /** Both ends of every change of every deed. */
    private List<Run> ends() {
        List<Run> runs = new ArrayList<>();
        changes.forEach((deed, last) -> {
            for (int point = 1; point <= last; point++) {
                runs.add(new Run(runs.size(), deed, point, false));
                runs.add(new Run(runs.size(), deed, point, true));
            }
        });
        return runs;
    }

    /** Some at a time; how many had happened. */
    private int killAll(List<Run> runs, int delay) throws IOException, InterruptedException {
        int happened = 0;
        for (List<Run> together : Lists.partition(runs, IN_ONE_PROCESS)) {
            happened += kill(together, delay);
        }
        return happened;
    }

    /**
     * Kills a process in the midst of these.
     *
     * @param delay microseconds for which it goes on behind its points; 0: it stops there
     */
    private int kill(List<Run> runs, int delay) throws IOException, InterruptedException {
        List<Scene> scenes = new ArrayList<>();
        List<MlflowStandIn> trackers = new ArrayList<>();
        try {
            for (Run run : runs) {
                scenes.add(place("run-" + run.number(), run.deed()));
                trackers.add(tracker());
            }
            die(victim(runs, scenes, trackers, delay), delay);
            int happened = 0;
            for (int i = 0; i < runs.size(); i++) {
                happened += witness(runs.get(i), scenes.get(i), trackers.get(i)) ? 1 : 0;
            }
            return happened;
        } finally {
            trackers.forEach(MlflowStandIn::close);
            for (Scene scene : scenes) {
                MoreFiles.deleteRecursively(scene.place(), RecursiveDeleteOption.ALLOW_INSECURE);
            }
        }
    }

    private static void die(Process victim, int delay) throws IOException, InterruptedException {
        try (BufferedReader said = victim.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("here");
            TimeUnit.MICROSECONDS.sleep(delay);
        } finally {
            victim.destroyForcibly();
            assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process victim(List<Run> runs, List<Scene> scenes, List<MlflowStandIn> trackers, int delay)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(project.root.toString(), delay == 0 ? "stops" : "goes-on"));
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            String tracker =
                    run.deed() == Deed.PROMOTE_TRACKED ? trackers.get(i).uri() : "-";
            arguments.add(new Part(scenes.get(i).place(), run.deed(), run.point(), run.after(), tracker).text());
        }
        return ChildJvm.of(Victim.class, arguments.toArray(new String[0])).start();
    }

    private boolean witness(Run run, Scene scene, MlflowStandIn tracker) throws IOException {
        TestRegistry registry = new TestRegistry(scene.store(), project);
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .as("%s", run)
                .isEmpty();
        Map<String, String> after = this.after.get(run.deed());
        boolean happened = FolderContent.of(scene.root()).get("index.jsonl").equals(after.get("index.jsonl"));
        scene.act(run.deed(), (change, end) -> {}, Optional.of(tracker.uri()));
        assertThat(withoutTorn(FolderContent.of(scene.root()))).as("%s", run).isEqualTo(after);
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .as("%s", run)
                .isEmpty();
        if (run.deed() == Deed.PROMOTE_TRACKED) {
            assertThat(tracker.tags().get("gate.version")).as("%s", run).isEqualTo("v0.3.2");
        }
        if (run.deed() == Deed.REGISTER) {
            CanonicalSha sha = scene.sha("third");
            Path kept = scene.artifacts().fetch(sha).orElseThrow();
            assertThat(new BundleReader().read(kept, Optional.empty()).sha())
                    .as("%s", run)
                    .isEqualTo(sha);
        }
        return happened;
    }

    /** A half line that was set aside is no part of the state. */
    private static Map<String, String> withoutTorn(Map<String, String> content) {
        Map<String, String> rest = new HashMap<>(content);
        rest.keySet().removeIf(name -> name.startsWith("torn"));
        return rest;
    }

    private Scene place(String name, Deed deed) throws IOException {
        Scene scene = new Scene(project, folder.resolve(name));
        copy(folder.resolve("seed"), scene.place());
        if (deed == Deed.ROLLBACK) {
            scene.promote(new TestRegistry(scene.store(), project).registry, Optional.empty());
        }
        return scene;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static MlflowStandIn tracker() throws IOException {
        MlflowStandIn tracker = new MlflowStandIn();
        tracker.tags().putAll(OLD_TAGS);
        return tracker;
    }
}
