package dev.modelgate.registry.bundle;

import dev.modelgate.core.identity.BundleDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints the canonical SHA of a directory, or its document: what a test starts as a process of its own. */
final class ShaProgram {

    private ShaProgram() {}

    public static void main(String[] arguments) {
        BundleDocument document = new BundleReader().read(Path.of(arguments[0]), Optional.empty());
        if (List.of(arguments).contains("--document")) {
            System.out.writeBytes(document.bytes());
            System.out.flush();
        } else {
            System.out.println(document.sha());
        }
    }
}
