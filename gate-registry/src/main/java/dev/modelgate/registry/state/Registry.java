package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.core.release.RegistryPin;
import dev.modelgate.core.trust.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A registry over any store. No command of one environment reads a registry of the other, and every writer first
 * settles what a crash left behind.
 */
public final class Registry implements AutoCloseable {

    private final RegistryStore store;
    private final Environment environment;
    private final Optional<? extends VerdictSigner> signer;
    private final Consumer<String> notices;
    private final Optional<RegistryPin> pin;
    private final Optional<KeptHead> kept;

    /** Opens a registry whose heads nobody seals. */
    public Registry(RegistryStore store, Environment environment, Consumer<String> notices) {
        this(store, environment, Optional.empty(), notices);
    }

    /**
     * Opens a registry; nothing is read yet.
     *
     * @param signer seals the head after each change, where there is a key
     * @param notices told what was mended on the way; for standard error
     */
    public Registry(
            RegistryStore store,
            Environment environment,
            Optional<? extends VerdictSigner> signer,
            Consumer<String> notices) {
        this(store, environment, signer, notices, Optional.empty(), Optional.empty());
    }

    private Registry(
            RegistryStore store,
            Environment environment,
            Optional<? extends VerdictSigner> signer,
            Consumer<String> notices,
            Optional<RegistryPin> pin,
            Optional<KeptHead> kept) {
        this.store = store;
        this.environment = environment;
        this.signer = signer;
        this.notices = notices;
        this.pin = pin;
        this.kept = kept;
    }

    /** The same, which must be the registry that was pinned; a development registry is whichever is at hand. */
    public Registry heldTo(Optional<RegistryPin> required) {
        return new Registry(store, environment, signer, notices, required, kept);
    }

    /** The same, which must contain a head that was kept elsewhere. */
    public Registry continuing(Optional<KeptHead> head) {
        return new Registry(store, environment, signer, notices, pin, head);
    }

    /** What is done with one state of the registry; may be run again on a newer one. */
    @FunctionalInterface
    public interface Work<S, T> {
        T on(S state) throws IOException;
    }

    /**
     * Reads one consistent state.
     *
     * @throws CannotJudgeException where the registry belongs to the other environment or contradicts itself
     */
    public <T> T read(Work<RegistryView, T> work) throws IOException {
        return unwrapped(() -> store.read(reader -> {
            RegistryView view = RegistryView.of(reader, uri());
            requireSound(view);
            view.requireWholeChain(); // a writer sees to it once it has settled what a crash left
            return work.on(view);
        }));
    }

    /**
     * Reads a state that may be damaged, to say how.
     *
     * @throws CannotJudgeException where the registry belongs to the other environment
     */
    public <T> T readAsFound(Work<RegistryView, T> work) throws IOException {
        return unwrapped(() -> store.read(reader -> {
            RegistryView view = RegistryView.asFound(reader, uri());
            identityIfReadable(view).ifPresent(identity -> identity.requireReadableIn(environment, uri()));
            return work.on(view);
        }));
    }

    /**
     * Changes the registry under the store's lock.
     *
     * @throws CannotJudgeException where the registry belongs to the other environment or contradicts itself
     */
    public <T> T write(Work<RegistryEditor, T> work) throws IOException {
        return unwrapped(() -> store.write(writer -> {
            requireSound(RegistryView.of(writer, uri()));
            return work.on(new RegistryEditor(writer, uri(), signer, notices));
        }));
    }

    /**
     * Finishes or undoes what a crash cut short, for a command that has nothing else to change: whoever opens a document
     * by hand must not see the past. Takes the lock only where there is something to do.
     */
    public void settle() throws IOException {
        if (read(RegistryView::isInterrupted)) {
            write(editor -> true);
        }
    }

    /**
     * Writes documents of a registry that may be damaged, all of them or, after a crash, by the next writer.
     *
     * @param plan what they shall hold, empty for those to be removed, from the state as it is found
     * @return the same
     * @throws CannotJudgeException where the registry is another one, or the plan throws it; nothing was written then
     */
    public ImmutableMap<DocumentPath, Optional<byte[]>> restore(
            Work<RegistryView, ImmutableMap<DocumentPath, Optional<byte[]>>> plan) throws IOException {
        return unwrapped(() -> store.write(writer -> {
            RegistryView view = RegistryView.asFound(writer, uri());
            identityIfReadable(view).ifPresent(identity -> identity.requireReadableIn(environment, uri()));
            ImmutableMap<DocumentPath, Optional<byte[]>> documents = plan.on(view);
            RegistryEditor.restore(writer, uri(), documents, notices);
            return documents;
        }));
    }

    /**
     * Sees, before anything is done outside of the registry, that an event could be written: where trust demands
     * signatures each is sealed.
     *
     * @throws CannotJudgeException where there is no key, or none that counts at that time
     */
    public void requireKey(Instant at) throws IOException {
        Trust trust = read(RegistryView::trust);
        RegistryEditor.requireKey(trust, signer, at, uri());
    }

    public Environment environment() {
        return environment;
    }

    /** The registry as the user names it. */
    public String uri() {
        return store.uri();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    /** What every command asks of a registry before it decides by it; the documents are held to it as they are read. */
    private void requireSound(RegistryView view) throws IOException {
        Optional<RegistryIdentity> identity = view.identity();
        if (identity.isPresent()) {
            identity.get().requireReadableIn(environment, uri());
        }
        if (pin.isPresent() && environment == Environment.PRODUCTION) {
            view.requirePinned(pin.get());
        }
        view.requireSealedTip();
        if (kept.isPresent()) {
            view.requireContinues(kept.get());
        }
    }

    private static Optional<RegistryIdentity> identityIfReadable(RegistryView view) throws IOException {
        try {
            return view.identity();
        } catch (CannotJudgeException e) {
            return Optional.empty();
        }
    }

    private interface Attempt<T> {
        T run() throws IOException;
    }

    private static <T> T unwrapped(Attempt<T> attempt) throws IOException {
        try {
            return attempt.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
