package dev.modelgate.registry.gitstore;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** The repository that everybody shares: what its branch holds, and how a commit gets there. */
final class Remote {

    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private final GitAddress address;
    private final Access access;

    /** @throws CannotJudgeException where the environment has something to let us in by that cannot be used */
    Remote(GitAddress address, Map<String, String> variables) {
        this.address = address;
        this.access = Access.of(address, variables);
    }

    /**
     * Brings the branch's newest commit into the clone.
     *
     * @return the commit; empty where there is no such branch yet
     * @throws IOException where the remote cannot be read
     */
    Optional<ObjectId> fetch(Repository clone) throws IOException {
        try (Transport transport = transport(clone);
                FetchConnection connection = transport.openFetch()) {
            Ref ref = connection.getRef(address.ref());
            if (ref == null || ref.getObjectId() == null) {
                return Optional.empty();
            }
            if (!clone.getObjectDatabase().has(ref.getObjectId())) {
                connection.fetch(NullProgressMonitor.INSTANCE, List.of(ref), Set.of());
            }
            return Optional.of(ref.getObjectId());
        } catch (TransportException e) {
            throw access.explain(e);
        }
    }

    /**
     * Pushes a commit on top of the one that was fetched.
     *
     * @return what the remote said
     * @throws IOException where the answer did not come; the push may have happened or not
     */
    RemoteRefUpdate push(Repository clone, ObjectId commit, Optional<ObjectId> onto) throws IOException {
        RemoteRefUpdate update = new RemoteRefUpdate(
                clone, commit.name(), commit, address.ref(), false, null, onto.orElse(ObjectId.zeroId()));
        try (Transport transport = transport(clone)) {
            PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            return result.getRemoteUpdate(address.ref());
        } catch (TransportException e) {
            throw access.explain(e);
        }
    }

    /**
     * Redirects are not followed: they would take headers of the user's own configuration along. Said for this very
     * address, since that counts before what the user says of all.
     */
    private Transport transport(Repository clone) throws IOException {
        clone.getConfig().setString("http", address.remote().toString(), "followRedirects", "false");
        Transport transport = Transport.open(clone, address.remote());
        transport.setTimeout(Math.toIntExact(TO_ANSWER.toSeconds()));
        transport.setPushAtomic(false);
        access.give(transport);
        return transport;
    }
}
