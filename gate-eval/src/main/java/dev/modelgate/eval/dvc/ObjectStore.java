package dev.modelgate.eval.dvc;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where objects lie by their hashes. Read only: DVC itself deletes what it takes for broken, the gate never does. */
interface ObjectStore extends AutoCloseable {

    /**
     * Opens an object; what it holds is not verified yet.
     *
     * @return empty where the store does not have it
     * @throws IOException where that could not be found out
     */
    Optional<InputStream> open(DvcHash hash) throws IOException;

    /** Where that object lies or would lie, for messages. */
    String place(DvcHash hash);

    @Override
    default void close() {}
}
