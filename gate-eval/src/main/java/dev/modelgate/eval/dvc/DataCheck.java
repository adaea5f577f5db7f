package dev.modelgate.eval.dvc;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import java.nio.file.Path;

/** What became of one out: it is what the pointer names, or why not. */
public sealed interface DataCheck {

    /** The out's path, as the pointer states it. */
    String path();

    /**
     * The workspace holds what the pointer names.
     *
     * @param fetched whether it was brought just now
     * @param legacy whether only DVC 2's hash fits, which ignores Windows line ends
     */
    record Holds(String path, Path file, String md5, long size, boolean fetched, boolean legacy) implements DataCheck {}

    /** The workspace holds something else. */
    record Differs(String path, Reason reason) implements DataCheck {}

    /** The sentence for data that are not the pointer's. */
    static Differs differs(DvcPointer pointer, DvcOut out, Found found) {
        String message =
                "%s: '%s' is %s (%d bytes in %d files), but the pointer names %s (%s bytes); fetch the pointer's data by 'gate data pull' after moving yours away, or make them the pointer's by 'dvc add'"
                        .formatted(
                                pointer.name(),
                                out.path(),
                                found.md5(),
                                found.size(),
                                found.files(),
                                out.hash(),
                                out.size().isPresent()
                                        ? Long.toString(out.size().getAsLong())
                                        : "any");
        return new Differs(out.path(), new Reason(ReasonCode.DATA_MISMATCH, message));
    }
}
