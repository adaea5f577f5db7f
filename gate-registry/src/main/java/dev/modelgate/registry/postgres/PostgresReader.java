package dev.modelgate.registry.postgres;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** One state of the registry: what one transaction sees. */
class PostgresReader implements RegistryStore.Reader {

    /** Lines fetched at a time, so that a chain of any length is read in constant memory. */
    private static final int FETCH = 1_000;

    final Handle handle;
    private final PostgresAddress address;

    PostgresReader(Handle handle, PostgresAddress address) {
        this.handle = handle;
        this.address = address;
    }

    @Override
    public final Optional<byte[]> document(DocumentPath path) {
        return handle.createQuery("select bytes from document where folder = :folder and name = :name")
                .bind("folder", folder(path))
                .bind("name", path.name())
                .mapTo(byte[].class)
                .findOne();
    }

    @Override
    public final List<DocumentPath> documents(String folder) {
        return handle.createQuery("select name from document where folder = :folder order by name")
                .bind("folder", DocumentPath.requireFolder(folder))
                .mapTo(String.class)
                .map(name -> DocumentPath.in(folder, name))
                .list();
    }

    @Override
    public final List<DocumentPath> documents() {
        return handle.createQuery("select case folder when '' then name else folder || '/' || name end as path"
                        + " from document order by path")
                .mapTo(String.class)
                .map(DocumentPath::new)
                .list();
    }

    @Override
    public final Optional<String> lastEvent() {
        return handle.createQuery("select line from event order by number desc limit 1")
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public final Optional<String> event(long number) {
        return handle.createQuery("select line from event where number = :number")
                .bind("number", number)
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public final Stream<String> events() {
        return handle
                .createQuery("select line from event order by number")
                .setFetchSize(FETCH)
                .mapTo(String.class)
                .stream();
    }

    @Override
    public final String place(long number) {
        return "%s.event:%d".formatted(address.schema(), number);
    }

    /** The folder of a document, empty for one at the top. */
    static String folder(DocumentPath path) {
        int slash = path.text().lastIndexOf('/');
        return slash < 0 ? "" : path.text().substring(0, slash);
    }
}
