package dev.modelgate.registry.bundle;

import java.nio.file.Path;
import java.util.Optional;

/** Prints the canonical SHA of a directory: what a test starts as a process of its own. */
final class ShaProgram {

    private ShaProgram() {}

    public static void main(String[] arguments) {
        System.out.println(new BundleReader()
                .read(Path.of(arguments[0]), Optional.empty())
                .sha()
                .hex());
    }
}
