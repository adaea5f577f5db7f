package dev.modelgate.ci.doctor;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All of a project's GitHub workflows and actions. */
public final class Workflows {

    private static final String PROMOTES = "gate ci promote";

    private final Path project;

    public Workflows(Path project) {
        this.project = project;
    }

    /** What was found in each; a file that cannot be read is one that could not be looked at. */
    public List<Finding> take() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Path file : files()) {
            String name = name(file);
            findings.addAll(Examination.look(name + " can be read", () -> look(file, name)));
        }
        if (promoting().isEmpty()) {
            findings.add(Finding.ng(
                    "a workflow deploys through the gate",
                    "no step below .github/workflows runs '%s'; copy deploy-grammar-tutor.yml".formatted(PROMOTES)));
        }
        return List.copyOf(findings);
    }

    /** The environment that the promoting job runs in; empty where there is none. */
    public Optional<String> environment() throws IOException {
        return promoting().stream()
                .flatMap(workflow -> workflow.jobs().values().stream())
                .filter(job -> job.runs(PROMOTES))
                .flatMap(job -> job.environment().stream())
                .findFirst();
    }

    private List<Finding> look(Path file, String name) {
        Workflow workflow = Workflow.read(file, name);
        WorkflowLook look = new WorkflowLook(workflow);
        boolean isWorkflow = name.startsWith(".github/workflows/");
        return ImmutableList.<Finding>builder()
                .addAll(look.everywhere(isWorkflow))
                .addAll(look.deployment())
                .build();
    }

    private List<Workflow> promoting() throws IOException {
        List<Workflow> found = new ArrayList<>();
        for (Path file : files()) {
            Examination.look("", () -> {
                Workflow workflow = Workflow.read(file, name(file));
                if (workflow.runs(PROMOTES)) {
                    found.add(workflow);
                }
                return List.of();
            });
        }
        return found;
    }

    private List<Path> files() throws IOException {
        Path folder = project.resolve(".github");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, 4)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isWorkflow(name(file)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isWorkflow(String name) {
        boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
        return yaml && (name.startsWith(".github/workflows/") || name.matches(".*/action\\.ya?ml"));
    }

    private String name(Path file) {
        return project.relativize(file).toString().replace('\\', '/');
    }
}
