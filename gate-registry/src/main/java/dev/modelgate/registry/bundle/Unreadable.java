package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in a sentence why a file of a bundle could not be read. */
final class Unreadable {

    private Unreadable() {}

    static CannotJudgeException because(String shown, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new CannotJudgeException(
                    "%s vanished while the bundle was read; let nothing write to the bundle, and run again"
                            .formatted(shown),
                    e);
        }
        if (e instanceof AccessDeniedException) {
            return new CannotJudgeException(
                    "%s may not be read, but its bytes are part of the identity; give yourself read permission"
                            .formatted(shown),
                    e);
        }
        if (e instanceof ClosedByInterruptException) {
            return new CannotJudgeException("%s was not read to its end: interrupted".formatted(shown), e);
        }
        return new CannotJudgeException(
                "%s could not be read (%s: %s); check the disk and run again"
                        .formatted(shown, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
