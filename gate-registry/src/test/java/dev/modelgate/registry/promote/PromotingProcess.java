package dev.modelgate.registry.promote;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.testing.ChildJvm;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that promotes one model when it is told to go, under one version after the other, and prints a line for
 * each: what became of it.
 */
final class PromotingProcess {

    private PromotingProcess() {}

    /** Arguments: a folder with a project, a registry, a model, versions. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String model = arguments[2];
        ProjectFolder project = ProjectFolder.open(folder.resolve("project"));
        try (RegistryStore store = Registries.store(folder, arguments[1], System.getenv(), notice -> {})) {
            TestRegistry registry = new TestRegistry(store, project);
            Files.createFile(folder.resolve("ready-" + model));
            ChildJvm.await(folder.resolve("go"));
            for (int i = 3; i < arguments.length; i++) {
                System.out.println(shown(registry.promote(model, arguments[i], project.file(model + "_verdict.json"))));
            }
        }
    }

    private static String shown(Promotion.Result result) {
        if (result instanceof Promotion.Refused refused) {
            return "refused " + refused.reasons().stream().map(Reason::code).toList();
        }
        return result instanceof Promotion.Promoted ? "promoted" : "already promoted";
    }
}
