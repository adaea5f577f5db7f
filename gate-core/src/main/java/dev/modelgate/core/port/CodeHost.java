package dev.modelgate.core.port;

import dev.modelgate.core.change.Remark;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where changes are proposed, discussed and labelled. What it says of texts and names comes from outside. */
public interface CodeHost {

    /**
     * All comments on a change.
     *
     * @throws IOException where it cannot be asked
     */
    List<Remark> remarks(int change) throws IOException;

    /** Whether a person may write to the repository; a stranger may not. */
    boolean mayWrite(String login) throws IOException;

    /** When a label was last set on a change; empty where it is not known to have been. */
    Optional<Instant> labelledAt(int change, String label) throws IOException;

    /** The commit that a branch is at now, full hash; empty where no code host keeps it. */
    Optional<String> tip(String branch) throws IOException;

    /**
     * Writes the gate's one comment on a change: the first time it is created, later replaced.
     *
     * @param text Markdown, escaped already
     * @return false where we may not comment, as on a change from a fork
     */
    boolean comment(int change, String text) throws IOException;
}
