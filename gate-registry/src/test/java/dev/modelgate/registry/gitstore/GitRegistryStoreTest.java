package dev.modelgate.registry.gitstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.testing.RegistryStoreContractTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRegistryStoreTest extends RegistryStoreContractTest {

    private static final DocumentPath NOTE = new DocumentPath("notes/a.json");

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private Path remote;
    private GitRegistryStore store;

    @BeforeEach
    void bare_repository() throws GitAPIException {
        remote = folder.resolve("remote.git");
        Git.init().setBare(true).setDirectory(remote.toFile()).call().close();
        store = machine("a");
    }

    @Override
    protected RegistryStore store() {
        return store;
    }

    private String uri() {
        return "git+file://" + remote + "#models/tutor";
    }

    /** The store as another machine sees it: with a clone of its own. */
    private GitRegistryStore machine(String name) {
        return new GitRegistryStore(
                GitAddress.of(uri()),
                Map.of("XDG_CACHE_HOME", folder.resolve(name).toString()),
                notices::add,
                Duration.ofSeconds(60),
                10);
    }

    @Test
    void what_one_machine_wrote_another_reads() throws IOException {
        append(store, "{}");

        assertThat(last(machine("b"))).contains("{}");
    }

    @Test
    void a_change_of_several_files_and_lines_is_one_commit() throws Exception {
        store.write(writer -> {
            writer.put(NOTE, "a".getBytes(UTF_8));
            writer.append("{\"a\":1}");
            writer.append("{\"a\":2}");
            return true;
        });

        assertThat(commits()).isEqualTo(1);
    }

    @Test
    void a_write_that_changes_nothing_makes_no_commit() throws Exception {
        put(store, "a");
        put(store, "a");
        store.write(writer -> true);

        assertThat(commits()).isEqualTo(1);
    }

    @Test
    void a_lost_race_is_run_again_on_the_new_state() throws IOException {
        append(store, "1");
        GitRegistryStore rival = machine("b");
        List<Optional<String>> seen = new ArrayList<>();

        store.write(writer -> {
            seen.add(writer.lastEvent());
            if (seen.size() == 1) {
                append(rival, "2");
            }
            writer.append("mine after " + writer.lastEvent().orElseThrow());
            return true;
        });

        assertThat(seen).containsExactly(Optional.of("1"), Optional.of("2"));
        assertThat(all(store)).containsExactly("1", "2", "mine after 2");
    }

    @Test
    void gives_up_when_every_race_is_lost_and_leaves_nothing() throws IOException {
        GitRegistryStore impatient = new GitRegistryStore(
                GitAddress.of(uri()),
                Map.of("XDG_CACHE_HOME", folder.resolve("c").toString()),
                notices::add,
                Duration.ZERO.plusMillis(1),
                10);

        assertThatThrownBy(() -> impatient.write(writer -> {
                    append(store, "theirs");
                    writer.append("mine");
                    return true;
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("moved on under every push");
        assertThat(all(store)).isNotEmpty().containsOnly("theirs");
    }

    @Test
    void writers_on_several_machines_lose_no_line() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                GitRegistryStore machine = machine("machine" + i);
                done.add(threads.submit(() -> {
                    for (int line = 0; line < 6; line++) {
                        machine.write(writer -> {
                            int next = writer.lastEvent().map(Integer::parseInt).orElse(0) + 1;
                            writer.append(Integer.toString(next));
                            return true;
                        });
                    }
                    return true;
                }));
            }
            for (Future<Boolean> each : done) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all(store))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 24).mapToObj(Integer::toString).toList());
    }

    @Test
    void a_plain_clone_is_a_registry_in_a_directory_and_has_the_attributes() throws Exception {
        List<String> lines =
                IntStream.rangeClosed(1, 25).mapToObj(i -> "{\"é\":" + i + "}").toList();
        for (String line : lines) {
            append(store, line);
        }
        put(store, "a");

        Path clone = folder.resolve("clone");
        git("clone", "-q", "-b", "models/tutor", remote.toString(), clone.toString());

        RegistryStore files = new FileRegistryStore(clone.resolve("registry"), notices::add);
        assertThat(all(files)).containsExactlyElementsOf(lines);
        assertThat(files.<Optional<String>>read(reader -> reader.event(17))).contains(lines.get(16));
        assertThat(files.<Optional<byte[]>>read(reader -> reader.document(NOTE)))
                .contains("a".getBytes(UTF_8));
        assertThat(clone.resolve(".gitattributes")).content().contains("registry/** -merge\n");
        append(files, "{}");
        assertThat(files.<Optional<String>>read(reader -> reader.event(26))).contains("{}");
    }

    @Test
    void git_itself_finds_every_object_sound() throws Exception {
        for (int i = 0; i < 12; i++) {
            append(store, "{}");
            put(store, "a" + i);
        }
        store.write(writer -> {
            writer.remove(NOTE);
            return true;
        });

        git("-C", remote.toString(), "fsck", "--strict", "--full");
    }

    @Test
    void a_merge_of_two_registries_is_refused_by_the_attributes() throws Exception {
        append(store, "1");
        Path clone = folder.resolve("clone");
        git("clone", "-q", "-b", "models/tutor", remote.toString(), clone.toString());
        for (String[] change : new String[][] {{"side", "1\n2\n"}, {"models/tutor", "1\n3\n"}}) {
            git("-C", clone.toString(), "checkout", "-q", "-B", change[0], "origin/models/tutor");
            Files.writeString(clone.resolve("registry/index.jsonl"), change[1]);
            git("-C", clone.toString(), "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qam", "x");
        }

        assertThat(status(
                        "-C", clone.toString(), "-c", "user.name=a", "-c", "user.email=a@example.org", "merge", "side"))
                .isNotZero();
    }

    @Test
    void reads_what_it_fetched_last_and_says_how_old_when_the_remote_is_away() throws Exception {
        append(store, "{}");
        Files.move(remote, folder.resolve("away"));

        assertThat(last(store)).contains("{}");
        assertThat(notices)
                .singleElement()
                .asString()
                .contains(uri() + " cannot be reached", "this is what it held 0 minutes ago");
    }

    @Test
    void cannot_read_when_the_remote_is_away_and_was_never_there() {
        assertThatThrownBy(() -> new GitRegistryStore(
                                GitAddress.of("git+file://" + folder.resolve("none")),
                                Map.of("HOME", folder.toString()),
                                notices::add)
                        .<Optional<String>>read(RegistryStore.Reader::lastEvent))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void cannot_write_when_the_remote_is_away() throws Exception {
        append(store, "{}");
        Files.move(remote, folder.resolve("away"));

        assertThatThrownBy(() -> append(store, "{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
    }

    private int commits() throws Exception {
        try (Git git = Git.open(remote.toFile())) {
            int commits = 0;
            for (var commit :
                    git.log().add(git.getRepository().resolve("models/tutor")).call()) {
                assertThat(commit.getFullMessage()).startsWith("registry: ");
                commits++;
            }
            return commits;
        }
    }

    private void git(String... arguments) throws Exception {
        assertThat(status(arguments)).as(String.join(" ", arguments)).isZero();
    }

    private int status(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(File.createTempFile("git", ".out", folder.toFile()))
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static Optional<String> last(RegistryStore store) throws IOException {
        return store.read(RegistryStore.Reader::lastEvent);
    }

    private static List<String> all(RegistryStore store) throws IOException {
        return store.read(reader -> {
            try (Stream<String> events = reader.events()) {
                return events.toList();
            }
        });
    }

    private static void append(RegistryStore store, String line) throws IOException {
        store.write(writer -> {
            writer.append(line);
            return true;
        });
    }

    private static void put(RegistryStore store, String text) throws IOException {
        store.write(writer -> {
            writer.put(NOTE, text.getBytes(UTF_8));
            return true;
        });
    }
}
