package dev.modelgate.registry.gitstore;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.eval.json.ShownAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/**
 * The registry on a branch of a git repository. A write fetches, makes one commit of all its changes and pushes it; a
 * push that is rejected because the branch moved on is a lost race, and the work is done again on the new state. A
 * read fetches too; where the remote does not answer it shows what was fetched last, and says how old that is.
 */
public final class GitRegistryStore implements RegistryStore {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Every commit stores the open file of events anew, so it is kept small. */
    private static final int SEGMENT_LINES = 500;

    private final GitAddress address;
    private final Remote remote;
    private final Path folder;
    private final Consumer<String> notices;
    private final Duration patience;
    private final int segmentLines;

    /**
     * Opens a registry; nothing is fetched yet.
     *
     * @param variables the environment: credentials, and where the user keeps caches
     * @param notices told when a read shows an older state; for standard error
     */
    public GitRegistryStore(GitAddress address, Map<String, String> variables, Consumer<String> notices) {
        this(address, variables, notices, PATIENCE, SEGMENT_LINES);
    }

    GitRegistryStore(
            GitAddress address,
            Map<String, String> variables,
            Consumer<String> notices,
            Duration patience,
            int segmentLines) {
        this.address = address;
        this.remote = new Remote(address, Map.copyOf(variables));
        this.folder = CacheFolder.of(address, variables);
        this.notices = notices;
        this.patience = patience;
        this.segmentLines = segmentLines;
    }

    @Override
    public <T> T read(Work<Reader, T> work) throws IOException {
        return cloned(clone -> {
            Optional<ObjectId> commit = newest(clone);
            try (ObjectReader objects = clone.repository().newObjectReader()) {
                return work.on(new GitReader(clone.tree(objects, commit), segmentLines));
            }
        });
    }

    /** The newest commit, or the newest that is known where the remote is silent. */
    private Optional<ObjectId> newest(Clone clone) throws IOException {
        try {
            return fetched(clone);
        } catch (IOException e) {
            Optional<Instant> since = clone.knownSince();
            if (since.isEmpty()) {
                throw e;
            }
            notices.accept("%s; this is what it held %s ago, at %s"
                    .formatted(e.getMessage(), age(since.get()), since.get().truncatedTo(ChronoUnit.SECONDS)));
            return clone.known();
        }
    }

    private static String age(Instant since) {
        Duration age = Duration.between(since, Instant.now());
        return age.toHours() >= 48
                ? age.toDays() + " days"
                : age.toMinutes() >= 120 ? age.toHours() + " hours" : Math.max(0, age.toMinutes()) + " minutes";
    }

    @Override
    public <T> T write(Work<Writer, T> work) throws IOException {
        return cloned(clone -> {
            Backoff backoff = new Backoff(patience);
            Optional<T> done = attempt(clone, work);
            while (done.isEmpty()) {
                if (backoff.isOver()) {
                    throw new IOException(
                            "%s moved on under every push for %d s, but one must come through; nothing was written, try again"
                                    .formatted(uri(), patience.toSeconds()));
                }
                backoff.pause();
                done = attempt(clone, work);
            }
            clone.tidy();
            return done.get();
        });
    }

    /** One race: empty where another writer won it. */
    private <T> Optional<T> attempt(Clone clone, Work<Writer, T> work) throws IOException {
        Optional<ObjectId> onto = fetched(clone);
        try (ObjectReader objects = clone.repository().newObjectReader()) {
            GitWriter writer = new GitWriter(clone.tree(objects, onto), segmentLines);
            T result = work.on(writer);
            Optional<ObjectId> commit = clone.commit(writer, onto, objects);
            return commit.isEmpty() || isPushed(clone, commit.get(), onto) ? Optional.of(result) : Optional.empty();
        }
    }

    private boolean isPushed(Clone clone, ObjectId commit, Optional<ObjectId> onto) throws IOException {
        RemoteRefUpdate update;
        try {
            update = remote.push(clone.repository(), commit, onto);
        } catch (IOException e) {
            return isThereAfter(clone, commit, onto, String.valueOf(e.getMessage()));
        }
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> {
                clone.remember(Optional.of(commit));
                yield true;
            }
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> false;
            default -> isThereAfter(clone, commit, onto, String.valueOf(update.getMessage()));
        };
    }

    /**
     * Asks the branch what became of a push without a clear answer: it may have arrived though the answer was lost, or
     * another writer held or moved the branch just then. Only where neither is so it failed.
     */
    private boolean isThereAfter(Clone clone, ObjectId commit, Optional<ObjectId> onto, String complaint)
            throws IOException {
        Optional<ObjectId> now = fetched(clone);
        if (now.equals(Optional.of(commit))) {
            return true;
        }
        if (!now.equals(onto) || complaint.contains("lock") || complaint.contains("failed to update ref")) {
            return false;
        }
        throw new IOException(
                "%s does not take the push (%s), but a registry needs the right to push to its branch; grant it, and see its protection rules"
                        .formatted(uri(), complaint));
    }

    private Optional<ObjectId> fetched(Clone clone) throws IOException {
        try {
            Optional<ObjectId> commit = remote.fetch(clone.repository());
            clone.remember(commit);
            return commit;
        } catch (TransportException e) {
            throw new IOException(
                    "%s cannot be reached (%s)".formatted(uri(), ShownAddress.in(String.valueOf(e.getMessage()))), e);
        }
    }

    private interface Cloned<T> {
        T run(Clone clone) throws IOException;
    }

    private <T> T cloned(Cloned<T> work) throws IOException {
        try (CloneLock lock = CloneLock.await(folder, patience)) {
            lock.requireHeld();
            Clone clone = Clone.open(folder, address);
            try {
                return work.run(clone);
            } finally {
                clone.close();
            }
        }
    }

    @Override
    public String uri() {
        return address.uri();
    }

    @Override
    public void close() {
        // The clone is closed at the end of each read and write.
    }
}
