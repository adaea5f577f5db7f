package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A project of its own in a scratch directory: the tutor's models and data, and a baseline that is committed. */
final class Scratch {

    private static final String GATE_YAML = """
            version: 1
            wiring:
              model: grammar-tutor
              suite: phase-20
              codec:
                name: grammar-tutor
                jar: grammar-tutor.jar
            """;

    private static final String TUTOR = "examples/grammar-tutor/";

    private final Path directory;

    private Scratch(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes one.
     *
     * @param home the gate's own checkout, from which the tutor is copied
     */
    static Scratch create(Path home) throws IOException {
        Scratch scratch = new Scratch(Files.createTempDirectory("gate-try-"));
        try {
            scratch.fill(home);
            return scratch;
        } catch (GitAPIException e) {
            throw new CannotJudgeException(
                    "the scratch project %s could not be committed (%s)".formatted(scratch.directory, e.getMessage()),
                    e);
        }
    }

    Path directory() {
        return directory;
    }

    /** One digest over every file of the registry and its name: equal exactly when nothing changed. */
    String registryDigest() throws IOException {
        MessageDigest digest = Sha256.digest();
        Path registry = directory.resolve("registry");
        try (Stream<Path> files = Files.walk(registry)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(registry.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return Sha256.finish(digest);
    }

    private void fill(Path home) throws IOException, GitAPIException {
        for (String model : List.of("clean", "degraded", "retrain")) {
            copyTree(
                    home.resolve(TUTOR + "models").resolve(model),
                    directory.resolve("models").resolve(model));
        }
        copy(home.resolve(TUTOR + "data/eval/phase-20.jsonl"), "phase-20.jsonl");
        copy(home.resolve(TUTOR + "target/grammar-tutor.jar"), "grammar-tutor.jar");
        copy(home.resolve("eval_baseline.json"), "eval_baseline.json");
        copy(home.resolve("eval_baseline_cases.jsonl"), "eval_baseline_cases.jsonl");
        Files.writeString(directory.resolve("gate.yaml"), GATE_YAML);
        commit();
    }

    private void commit() throws GitAPIException {
        try (Git git = Git.init()
                .setDirectory(directory.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add()
                    .addFilepattern("gate.yaml")
                    .addFilepattern("eval_baseline.json")
                    .addFilepattern("eval_baseline_cases.jsonl")
                    .call();
            git.commit()
                    .setMessage("Agree on what the tutor must keep")
                    .setAuthor("gate try", "try@localhost")
                    .setCommitter("gate try", "try@localhost")
                    .setSign(false)
                    .call();
        }
    }

    private void copy(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            throw new CannotJudgeException(
                    "%s does not exist, but 'gate try' needs it; run it from a checkout of the project"
                            .formatted(file));
        }
        Files.copy(file, directory.resolve(name));
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
        }
    }

    private static void copyOne(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
