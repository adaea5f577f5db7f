package dev.modelgate.registry.state;

import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.StateDigest;
import dev.modelgate.core.release.StateDigest.Attempts;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the last event commits to, and whether a document is that. The documents are caches of the chain: they are
 * believed only as far as the chain vouches for them.
 *
 * @param seq of the last event
 * @param digest of the state after it
 */
record CommittedState(long seq, StateDigest digest) {

    /** Before the first event nothing is there, and everything that is was put there by hand. */
    static final CommittedState NOTHING = new CommittedState(0, StateDigest.EMPTY);

    /**
     * Holds a document to the chain. What the state does not cover, entries and evidence, the events name by digest.
     *
     * @param name of the document, for the message
     * @throws DamagedRegistryException where it is not what the last event commits to
     */
    void require(DocumentPath path, Optional<byte[]> bytes, String name) {
        if (path.equals(DocumentPath.TAGS)) {
            require(digest.tags(), bytes, name);
        } else if (path.equals(DocumentPath.LIVE)) {
            require(digest.live(), bytes, name);
        } else if (path.equals(DocumentPath.TRUST)) {
            require(digest.trust(), bytes, name);
        } else if (path.equals(DocumentPath.QUARANTINE_INDEX)) {
            require(digest.quarantine(), bytes, name);
        } else if (path.equals(DocumentPath.BRANCH)) {
            require(digest.branch(), bytes, name);
        } else if (path.equals(DocumentPath.ATTEMPTS)) {
            requireAttempts(bytes, name);
        }
    }

    /** @param required digest of the bytes; empty for a document that must not be there */
    void require(Optional<String> required, Optional<byte[]> bytes, String name) {
        Optional<String> found = digest(bytes);
        if (!found.equals(required)) {
            throw new DamagedRegistryException(
                    "%s is %s, but event %d commits to %s; it was removed, edited or put back: run 'gate registry verify --repair', or restore it from a copy"
                            .formatted(name, shown(found), seq, shown(required)));
        }
    }

    /** Attempts may be more than those that are committed to, and never fewer or others. */
    private void requireAttempts(Optional<byte[]> bytes, String name) {
        if (digest.attempts().isEmpty()) {
            return;
        }
        Attempts required = digest.attempts().get();
        byte[] found = bytes.orElse(new byte[0]);
        int end = end(found, required.lines());
        if (end < 0 || !Sha256.hex(Arrays.copyOf(found, end)).equals(required.sha256())) {
            throw new DamagedRegistryException(
                    "%s does not begin with the %d lines that event %d commits to (digest %s); it was removed, cut or edited: restore it from a copy, for no event says what was in it"
                            .formatted(name, required.lines(), seq, required.sha256()));
        }
    }

    /** Where so many lines end; negative where there are fewer. */
    private static int end(byte[] bytes, long lines) {
        long left = lines;
        for (int i = 0; i < bytes.length && left > 0; i++) {
            if (bytes[i] == '\n') {
                left--;
            }
            if (left == 0) {
                return i + 1;
            }
        }
        return left == 0 ? 0 : -1;
    }

    /** All whole lines of the attempts, to be committed to. */
    static Optional<Attempts> attempts(Optional<byte[]> bytes) {
        return bytes.map(present -> {
            long lines = 0;
            for (byte each : present) {
                lines += each == '\n' ? 1 : 0;
            }
            return new Attempts(lines, Sha256.hex(Arrays.copyOf(present, end(present, lines))));
        });
    }

    static Optional<String> digest(Optional<byte[]> bytes) {
        return bytes.map(Sha256::hex);
    }

    private static String shown(Optional<String> digest) {
        return digest.map(sha256 -> "the file with the digest " + sha256).orElse("absent");
    }
}
