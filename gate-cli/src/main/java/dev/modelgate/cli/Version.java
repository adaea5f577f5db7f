package dev.modelgate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The version of this build, as the build wrote it down: in the manifest, which the start has read already, or, where
 * classes run without their jar, in a file.
 */
final class Version {

    static final String TEXT = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElseGet(Version::read);

    private Version() {}

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is not on the class path; build with Maven");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
