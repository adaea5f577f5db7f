package dev.modelgate.core.port;

import java.io.IOException;
import java.util.Optional;

/**
 * Files as they are committed, not as they lie about: policy and baseline count only from a commit, so that nobody
 * judges by a file that was never reviewed.
 */
public interface CommittedFiles {

    /** The commit that is read, as its full hash. */
    String commit();

    /** The committed bytes of a path relative to the project directory; empty where it is not committed. */
    Optional<byte[]> read(String path) throws IOException;

    /** True where the work tree's file differs from the committed one, or only one of them exists. */
    boolean isDirty(String path) throws IOException;
}
