package dev.modelgate.registry.postgres;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.util.Iterator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The registry being changed, within the one transaction that holds the writers' lock. */
final class PostgresWriter extends PostgresReader implements RegistryStore.Writer {

    private static final int BATCH = 1_000;

    PostgresWriter(Handle handle, PostgresAddress address) {
        super(handle, address);
    }

    @Override
    public void put(DocumentPath path, byte[] bytes) {
        handle.createUpdate("insert into document (folder, name, bytes) values (:folder, :name, :bytes)"
                        + " on conflict (folder, name) do update set bytes = excluded.bytes")
                .bind("folder", folder(path))
                .bind("name", path.name())
                .bind("bytes", bytes)
                .execute();
    }

    @Override
    public void remove(DocumentPath path) {
        handle.createUpdate("delete from document where folder = :folder and name = :name")
                .bind("folder", folder(path))
                .bind("name", path.name())
                .execute();
    }

    @Override
    public void append(String line) {
        requireLine(line);
        handle.createUpdate(
                        "insert into event (number, line)" + " select coalesce(max(number), 0) + 1, :line from event")
                .bind("line", line)
                .execute();
    }

    @Override
    public void appendAll(Iterator<String> lines) {
        long number = handle.createQuery("select coalesce(max(number), 0) from event")
                .mapTo(Long.class)
                .one();
        while (lines.hasNext()) {
            PreparedBatch batch = handle.prepareBatch("insert into event (number, line) values (:number, :line)");
            for (int room = BATCH; room > 0 && lines.hasNext(); room--) {
                batch.bind("number", ++number)
                        .bind("line", requireLine(lines.next()))
                        .add();
            }
            batch.execute();
        }
    }

    private static String requireLine(String line) {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("an event has a newline in it, but it is one line of the chain");
        }
        return line;
    }
}
