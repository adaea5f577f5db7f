package dev.modelgate.cli;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.registry.bundle.BundleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into a registry of one model once, for {@link ArchiveTraining}: people look into registries often. */
final class RegistryTraining {

    private RegistryTraining() {}

    static void run(Invocation invocation) throws IOException {
        Path bundle = Files.createDirectory(invocation.path("bundle"));
        try {
            Files.writeString(bundle.resolve("config.json"), "{\"layers\": 1}");
            Files.writeString(bundle.resolve("model.onnx"), "weights");
            String sha = new BundleReader().read(bundle, Optional.empty()).sha().hex();
            Gate.run(List.of("sha", bundle.toString()), invocation);
            Gate.run(
                    List.of(
                            "register",
                            bundle.toString(),
                            "--model",
                            "training",
                            "--branch",
                            "main",
                            "--registry",
                            "looked-into"),
                    invocation);
            tag(invocation.path("looked-into"), sha);
            seal(invocation.path("looked-into"));
            for (List<String> command : List.of(
                    List.of("registry", "get", sha),
                    List.of("registry", "get", "v0.0.1"),
                    List.of("registry", "list"),
                    List.of("registry", "history"),
                    List.of("registry", "verify"),
                    List.of("lineage", sha))) {
                List<String> line = new ArrayList<>(command);
                line.addAll(List.of("--registry", "looked-into"));
                Gate.run(line, invocation);
            }
        } finally {
            delete(bundle);
            delete(invocation.path("looked-into"));
        }
    }

    /** As if the model were live; no promotion is needed to know which classes read that. */
    private static void tag(Path registry, String sha) throws IOException {
        Files.writeString(registry.resolve("tags.json"), "{\"v0.0.1\": \"%s\"}".formatted(sha));
        Files.writeString(registry.resolve("live.json"), """
                {"sha": "%s", "semver": "v0.0.1", "promoted_seq": 2, "since": "2026-01-01T00:00:00Z"}
                """.formatted(sha));
    }

    /** A long registry has sealed segments; this one's is as long as it says. */
    private static void seal(Path registry) throws IOException {
        Path open = registry.resolve("index.jsonl");
        Path segments = Files.createDirectory(registry.resolve("index"));
        Files.writeString(segments.resolve("lines"), Files.readAllLines(open).size() + "\n");
        Files.move(open, segments.resolve("000001.jsonl"));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
