package dev.modelgate.registry.promote;

import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.testing.ChildJvm;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that promotes one model when it is told to go, and prints what became of it. */
final class PromotingProcess {

    private PromotingProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String model = arguments[1];
        ProjectFolder project = ProjectFolder.open(folder.resolve("project"));
        TestRegistry registry =
                new TestRegistry(new FileRegistryStore(folder.resolve("registry"), notice -> {}), project);
        Files.createFile(folder.resolve("ready-" + model));
        ChildJvm.await(folder.resolve("go"));
        System.out.println(shown(registry.promote(model, arguments[2], project.file(model + "_verdict.json"))));
    }

    private static String shown(Promotion.Result result) {
        if (result instanceof Promotion.Refused refused) {
            return "refused " + refused.reasons().stream().map(Reason::code).toList();
        }
        return result instanceof Promotion.Promoted ? "promoted" : "already promoted";
    }
}
