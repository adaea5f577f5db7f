package dev.modelgate.registry.register;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.EntryCodec;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** An entry that is worked out for one state of a registry and not yet made. */
public final class Registration {

    private final Optional<RegistryIdentity> founded;
    private final byte[] bytes;
    private final StoredEntry stored;

    private Registration(Optional<RegistryIdentity> founded, Entry entry) {
        this.founded = founded;
        this.bytes = EntryCodec.encode(entry);
        this.stored = new StoredEntry(entry, Sha256.hex(bytes));
    }

    /** @param founded the registry that this first model founds */
    static Registration of(
            RegistryView view,
            Register.Request request,
            Register.Kept kept,
            Optional<RegistryIdentity> founded,
            Instant now)
            throws IOException {
        long seq = view.tip().seq() + (founded.isPresent() ? 2 : 1);
        return new Registration(
                founded,
                Entry.of(request.document(), request.lineage(), now, seq, kept.artifact(), kept.accompanying()));
    }

    /** The entry as the store would hold it. */
    public StoredEntry stored() {
        return stored;
    }

    /** The registry that it founds; empty where there is one. */
    public Optional<RegistryIdentity> founded() {
        return founded;
    }

    /** The number of the event that makes it. */
    public long seq() {
        return stored.entry().registeredSeq();
    }

    /**
     * Makes it, in the state that it was worked out for.
     *
     * @return the registry's head then
     * @throws IOException where it could not be written
     */
    public Head commit(RegistryEditor editor) throws IOException {
        Entry entry = stored.entry();
        Instant at = entry.registeredAt();
        if (founded.isPresent()) {
            editor.commit(Change.of(at, new EventBody.Created(founded.get()), ImmutableMap.of()));
        }
        return editor.commit(Change.of(
                at,
                new EventBody.Registered(entry.sha(), stored.sha256()),
                ImmutableMap.of(DocumentPath.entry(entry.sha()), bytes)));
    }
}
